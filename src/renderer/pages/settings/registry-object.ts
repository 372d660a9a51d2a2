import { modelPath, modelVersionPath, promptPath } from '../../model-paths.ts';

/** The page of a model or prompt, or of a version of one, by its id in the change log: a name, or `name/version`. */
export function pathOfRegistryObject(id: string, isPrompt: boolean): string {
  const cut = id.lastIndexOf('/');
  const [name, version] = cut < 0 ? [id] : [id.slice(0, cut), id.slice(cut + 1)];
  if (!isPrompt) return version === undefined ? modelPath(name) : modelVersionPath(name, version);
  const path = promptPath(name);
  return version === undefined ? path : `${path}?${new URLSearchParams({ version })}`;
}
