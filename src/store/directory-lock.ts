import { join } from 'node:path';
import { TrackingError } from '../contract/index.ts';
import { type Database, openExclusive } from './database.ts';

/** Proof that this process alone owns a data directory; the system takes it back when the process ends, however it ends. */
export interface DirectoryLock {
  release(): void;
}

/**
 * Takes the exclusive lock of a data directory. It is a lock of the operating system on a side file, so a killed owner leaves
 * nothing behind. Throws ABORTED where another process holds it.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  let database: Database;
  try {
    database = await openExclusive(join(directory, 'lock.db'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))
      throw new TrackingError('ABORTED', `Another Tidemark holds ${directory}.`);
    throw error;
  }
  return { release: () => database.close() };
}
