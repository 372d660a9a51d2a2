import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { doesNotExist, TrackingError } from '../contract/index.ts';
import { backUp, DATABASE_FILE, integrityFaults, openReader } from '../store/index.ts';

/**
 * Writes a whole copy of a directory's database to a new file, also while an engine runs on it, and checks the copy. Throws
 * RESOURCE_DOES_NOT_EXIST without a database, RESOURCE_ALREADY_EXISTS for an existing file, DATA_LOSS for a bad copy.
 */
export async function backUpDirectory(directory: string, file: string): Promise<void> {
  const path = join(directory, DATABASE_FILE);
  if (!existsSync(path)) throw doesNotExist(`${directory} holds no Tidemark database.`);
  const database = await openReader(path);
  try {
    backUp(database, resolve(file));
  } finally {
    database.close();
  }
  const faults = await integrityFaults(resolve(file));
  if (faults.length > 0)
    throw new TrackingError(
      'DATA_LOSS',
      `The copy at ${file} is not sound (${faults[0]}); keep the older backups.`,
    );
}
