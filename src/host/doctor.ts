import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ARTIFACT_ROOT, openFileArtifactStore } from '../artifacts/index.ts';
import { ChangeLog, DATABASE_FILE, integrityFaults, openReader } from '../store/index.ts';
import { findRunningEngine, type RunningEngine } from './running-engine.ts';

export interface Diagnosis {
  directory: string;
  /** The engine that serves the directory now. */
  engine: RunningEngine | undefined;
  versions: { node: string; sqlite: string; schema: number };
  bytes: { database: number; free_in_database: number; artifacts: number };
  counts: Record<string, number>;
  /** What is wrong, each a sentence; empty when all is well. */
  faults: string[];
}

const COUNTED = ['experiments', 'runs', 'metrics', 'params', 'tags', 'logged_models', 'changes'] as const;

/** Looks at a data directory without changing it: versions, sizes, SQLite's integrity check, the hash chain of changes. */
export async function diagnose(directory: string): Promise<Diagnosis | undefined> {
  const path = join(directory, DATABASE_FILE);
  if (!existsSync(path)) return undefined;
  const faults = (await integrityFaults(path)).map((fault) => `integrity check: ${fault}`);
  const database = await openReader(path);
  try {
    const broken = new ChangeLog(database).firstBroken();
    if (broken !== undefined)
      faults.push(`change ${broken} does not follow from the one before it: the log was altered`);
    const page = Number(database.pragma('page_size'));
    const artifacts = await openFileArtifactStore(join(directory, 'artifacts'));
    return {
      directory,
      engine: findRunningEngine(directory),
      versions: {
        node: process.versions.node,
        sqlite: String(database.value('SELECT sqlite_version()')),
        schema: Number(database.pragma('user_version')),
      },
      bytes: {
        database: Number(database.pragma('page_count')) * page,
        free_in_database: Number(database.pragma('freelist_count')) * page,
        artifacts: (await artifacts.size(ARTIFACT_ROOT)).bytes,
      },
      counts: Object.fromEntries(
        COUNTED.map((table) => [table, Number(database.value(`SELECT count(*) FROM ${table}`))]),
      ),
      faults,
    };
  } finally {
    database.close();
  }
}
