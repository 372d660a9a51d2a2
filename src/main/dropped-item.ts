import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** What a dropped path is, in words for a person. */
export interface DroppedItem {
  kind: 'mlruns' | 'tidemark' | 'sqlite' | 'folder' | 'file' | 'missing';
  sentence: string;
}

const SQLITE = 'SQLite format 3\0';
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Looks at a dropped file or folder from outside: names and the first bytes, nothing else is read. */
export async function inspectDropped(path: string): Promise<DroppedItem> {
  const name = basename(path);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return { kind: 'missing', sentence: `${name} is not there or may not be read.` };
  if (found.isDirectory()) return inspectFolder(path, name);
  if (found.isFile() && (await startsWith(path, SQLITE)))
    return {
      kind: 'sqlite',
      sentence: `${name} is a SQLite database, as an MLflow server keeps one (mlflow.db).`,
    };
  return { kind: 'file', sentence: `${name} is a file of ${plural(found.size, 'byte')}.` };
}

async function inspectFolder(path: string, name: string): Promise<DroppedItem> {
  const entries = await readdir(path, { withFileTypes: true });
  if (entries.some((entry) => entry.name === 'tidemark.db'))
    return { kind: 'tidemark', sentence: `${name} is a data directory of Tidemark.` };
  const folders = entries.filter((entry) => entry.isDirectory());
  const experiments = await Promise.all(folders.map((folder) => isExperiment(join(path, folder.name))));
  const count = experiments.filter(Boolean).length;
  if (count > 0)
    return { kind: 'mlruns', sentence: `${name} is an MLflow folder with ${plural(count, 'experiment')}.` };
  return { kind: 'folder', sentence: `${name} is a folder with ${plural(entries.length, 'item')}.` };
}

/** MLflow's file store marks every experiment's folder by a meta.yaml. */
async function isExperiment(folder: string): Promise<boolean> {
  const meta = await stat(join(folder, 'meta.yaml')).catch(() => undefined);
  return meta?.isFile() ?? false;
}

async function startsWith(path: string, text: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(text.length), 0, text.length, 0);
    return buffer.toString('latin1') === text;
  } finally {
    await file.close();
  }
}
