import type { FileInfo } from '../../contract/index.ts';
import { nameOf } from './artifact-path.ts';

/** In the order of what says most about a run at a glance; each can be shown without running anything. */
const TELLING = [/^readme/i, /^mlmodel$/i, /\.(?:md|markdown)$/i, /\.(?:png|jpe?g|gif|webp)$/i];
const MOST_BYTES = 5_000_000;

/** The file of a folder that tells most; undefined where none stands out. */
export function tellingFile(files: readonly FileInfo[]): string | undefined {
  const small = files.filter(({ is_dir, file_size = 0 }) => !is_dir && file_size <= MOST_BYTES);
  for (const pattern of TELLING) {
    const found = small.find(({ path }) => pattern.test(nameOf(path)));
    if (found !== undefined) return found.path;
  }
  return undefined;
}
