import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Results } from './results.ts';

export const RAW_SQLITE = 'better-sqlite3';

/** MLflow's own table of metrics, as its SQLite databases have it. */
const SCHEMA = `
CREATE TABLE runs (run_uuid VARCHAR(32) NOT NULL PRIMARY KEY);
CREATE TABLE metrics (
  key VARCHAR(250) NOT NULL, value FLOAT NOT NULL, timestamp BIGINT NOT NULL, run_uuid VARCHAR(32) NOT NULL,
  step BIGINT DEFAULT '0' NOT NULL, is_nan BOOLEAN DEFAULT '0' NOT NULL,
  PRIMARY KEY (key, timestamp, step, run_uuid, value, is_nan),
  FOREIGN KEY (run_uuid) REFERENCES runs (run_uuid), CHECK (is_nan IN (0, 1)));
CREATE INDEX index_metrics_run_uuid ON metrics (run_uuid);
CREATE INDEX index_metrics_run_uuid_key_step ON metrics (run_uuid, key, step);
`;
const COMMIT = 1000;
const TIME = 1_700_000_000_000;

/**
 * The limit: the same rows in MLflow's schema with nothing but SQLite around them. Commits of one row show what a single client
 * can at most be acknowledged on this disk, since each waits for it.
 */
export function measureRawSqlite(results: Results, quick: boolean): void {
  const rows = quick ? 40_000 : 160_000;
  const add = (name: string, unit: string, value: number): void =>
    results.add(RAW_SQLITE, { name, unit, better: 'higher' }, value);
  add('1,000-row commits, FULL', 'metrics/s', insertRate(rows, COMMIT, 'FULL'));
  add('1,000-row commits, NORMAL', 'metrics/s', insertRate(rows, COMMIT, 'NORMAL'));
  add('1-row commits, FULL', '/s', insertRate(300, 1, 'FULL'));
}

function insertRate(count: number, perCommit: number, synchronous: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sqlite-'));
  const database = new Sqlite(join(folder, 'raw.db'));
  try {
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${synchronous}`);
    database.exec(SCHEMA);
    const run = 'a'.repeat(32);
    database.prepare('INSERT INTO runs VALUES (?)').run(run);
    const rows = Array.from({ length: count }, (_, index) => {
      return [`m${index % 10}`, index * 0.001, TIME + index, run, Math.floor(index / 10), 0] as const;
    });
    const insert = database.prepare('INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?)');
    const commit = database.transaction((from: number) => {
      for (const row of rows.slice(from, from + perCommit)) insert.run(...row);
    });
    const started = performance.now();
    for (let from = 0; from < count; from += perCommit) commit.immediate(from);
    return (count / (performance.now() - started)) * 1000;
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
