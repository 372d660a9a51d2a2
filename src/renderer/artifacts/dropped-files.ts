/** What a drop holds: its files, and the names of folders, which are not taken. */
export interface DroppedFiles {
  files: File[];
  folders: string[];
}

/** Reads a drop while its event lasts: later it tells nothing any more. */
export function droppedFiles({ items }: DataTransfer): DroppedFiles {
  const files: File[] = [];
  const folders: string[] = [];
  for (const item of items) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) folders.push(entry.name);
    else if (file) files.push(file);
  }
  return { files, folders };
}

/** Why folders stay out, in words. */
export function refusalOf(folders: readonly string[]): string {
  const names = folders.join(', ');
  return folders.length === 1
    ? `${names} is a folder. Drop the files in it instead.`
    : `${names} are folders. Drop the files in them instead.`;
}
