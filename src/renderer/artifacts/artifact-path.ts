/** The last part of a path: the name of the file or folder. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folders that a path lies in, outermost first, the owner's root (an empty path) among them. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, depth) => parts.slice(0, depth).join('/'));
}
