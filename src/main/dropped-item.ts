import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What a dropped path is, in words for a person. */
export interface DroppedItem {
  kind: 'tidemark' | 'empty' | 'mlruns' | 'mlflow-database' | 'sqlite' | 'folder' | 'file' | 'missing';
  sentence: string;
  /** The data directory that it is, or that it could become. */
  directory?: string;
}

const DATABASE = 'tidemark.db';
const SQLITE = 'SQLite format 3\0';
/** Where the tables of a database that MLflow made are named: far less than the part of the file that is looked at. */
const LOOKED_AT = 4 * 1024 * 1024;
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Looks at a dropped file or folder from outside: names and first bytes; nothing is opened as what it is. */
export async function inspectDropped(path: string): Promise<DroppedItem> {
  const name = basename(path);
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await inspectFolder(path, name);
    if (found.isFile()) return await inspectFile(path, name, found.size);
    return { kind: 'file', sentence: `${name} is neither a file nor a folder.` };
  } catch {
    return { kind: 'missing', sentence: `${name} is not there or may not be read.` };
  }
}

async function inspectFile(path: string, name: string, size: number): Promise<DroppedItem> {
  const start = await firstBytes(path, Math.min(size, LOOKED_AT));
  if (!start.startsWith(SQLITE))
    return { kind: 'file', sentence: `${name} is a file of ${plural(size, 'byte')}.` };
  if (name === DATABASE) return dataDirectory(dirname(path));
  if (/CREATE TABLE \W?experiments\W/.test(start) && /CREATE TABLE \W?alembic_version\W/.test(start))
    return { kind: 'mlflow-database', sentence: `${name} is the database of an MLflow server (SQLite).` };
  return { kind: 'sqlite', sentence: `${name} is a SQLite database, but not one of Tidemark or MLflow.` };
}

function dataDirectory(directory: string): DroppedItem {
  return { kind: 'tidemark', directory, sentence: `${basename(directory)} is a data directory of Tidemark.` };
}

async function inspectFolder(path: string, name: string): Promise<DroppedItem> {
  const entries = await readdir(path, { withFileTypes: true });
  if (entries.some((entry) => entry.name === DATABASE)) return dataDirectory(path);
  if (entries.length === 0)
    return { kind: 'empty', directory: path, sentence: `${name} is an empty folder.` };
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const own = await countExperiments(path, folders);
  if (own > 0)
    return {
      kind: 'mlruns',
      sentence: `${name} is an MLflow folder (mlruns) with ${plural(own, 'experiment')}.`,
    };
  const inner = folders.includes('mlruns') ? await experimentsIn(join(path, 'mlruns')) : 0;
  if (inner > 0)
    return {
      kind: 'mlruns',
      sentence: `${name} holds an MLflow folder (mlruns) with ${plural(inner, 'experiment')}.`,
    };
  return {
    kind: 'folder',
    sentence: `${name} is a folder with ${plural(entries.length, 'item')}, none of which is a ${DATABASE} or an MLflow experiment.`,
  };
}

async function experimentsIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  return countExperiments(
    folder,
    entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name),
  );
}

/** MLflow's file store marks every experiment's folder by a meta.yaml. */
async function countExperiments(folder: string, names: readonly string[]): Promise<number> {
  const found = await Promise.all(
    names.map((name) =>
      stat(join(folder, name, 'meta.yaml')).then(
        (meta) => meta.isFile(),
        () => false,
      ),
    ),
  );
  return found.filter(Boolean).length;
}

async function firstBytes(path: string, length: number): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
