import { resolve } from 'node:path';
import { backUpDirectory, defaultDataDirectory } from '../host/index.ts';

/** `tidemark backup FILE`. */
export async function backup(file: string, options: { data?: string }): Promise<void> {
  const directory = resolve(options.data ?? defaultDataDirectory());
  await backUpDirectory(directory, file);
  process.stdout.write(
    `${resolve(file)} is a checked copy of the database in ${directory}. Artifacts are not in it.\n`,
  );
}
