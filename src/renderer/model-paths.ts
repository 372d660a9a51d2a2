/** The page of a registered model. */
export function modelPath(name: string, tab?: 'board' | 'versions' | 'history'): string {
  const path = `/models/${encodeURIComponent(name)}`;
  return tab === undefined ? path : `${path}?tab=${tab}`;
}

/** The page of a version of a model. */
export function modelVersionPath(name: string, version: string | number, tab?: 'lineage' | 'files'): string {
  const path = `/models/${encodeURIComponent(name)}/versions/${encodeURIComponent(version)}`;
  return tab === undefined ? path : `${path}?tab=${tab}`;
}

/** The page of a prompt. */
export function promptPath(name: string): string {
  return `/prompts/${encodeURIComponent(name)}`;
}

/** The model that a page is of, by the path of that page: as a name is, whatever characters it has. */
export function modelNameIn(pathname: string): string {
  const [, , encoded = ''] = pathname.split('/');
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
