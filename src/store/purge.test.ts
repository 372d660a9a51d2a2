import { expect, test } from 'vitest';
import type { Database } from './database.ts';
import { countPurgedRows, giveBackPages, purge, removePurgedRows } from './purge.ts';
import { openTestStore } from './testing/open.ts';

const RUNS = `
INSERT INTO experiments VALUES (1, 'default', 'e', 'mlflow-artifacts:/1', 0, 10, 10);
INSERT INTO names VALUES (1, 'loss'), (2, 'acc');
INSERT INTO runs (id, run_id, experiment_id, name, user_id, status, start_time, artifact_uri) VALUES
  (1, 'r1', 1, 'a', '', 'RUNNING', 1, ''), (2, 'r2', 1, 'b', '', 'RUNNING', 1, '');
INSERT INTO metrics SELECT run, key, step, 9007199254740993, value, 0 FROM
  (SELECT 1 AS run UNION SELECT 2), (SELECT 1 AS key UNION SELECT 2),
  (SELECT -9223372036854775807 AS step UNION SELECT 0 UNION SELECT 9223372036854775806), (SELECT 0.5 AS value UNION SELECT 1e300);
INSERT INTO latest_metrics (run, key, step, timestamp, value, is_nan, experiment_id, points, ordered) VALUES
  (1, 1, 0, 0, 0.5, 0, 1, 6, 1), (1, 2, 0, 0, 0.5, 0, 1, 6, 1), (2, 1, 0, 0, 0.5, 0, 1, 6, 1), (2, 2, 0, 0, 0.5, 0, 1, 6, 1);
INSERT INTO params VALUES (1, 1, 'x'), (1, 2, 'x'), (2, 1, 'x');
`;

const count = (database: Database, table: string, where = 'run = 1') =>
  Number(database.value(`SELECT count(*) FROM ${table} WHERE ${where}`));

test('rows of a purged run are removed in pieces of any size, at the ends of int64 too, and nobody else loses one', async () => {
  for (const limit of [1, 2, 5, 7, 1000]) {
    await using store = await openTestStore();
    const { database } = store;
    database.exec(RUNS);
    const rows = { experiments: [], runs: [1], models: [] };
    expect(countPurgedRows(database, rows)).toBe(12 + 2 + 2 + 1);
    purge(database, rows);
    const points = () => count(database, 'metrics');
    for (let before = points(), more = true; more; before = points()) {
      more = removePurgedRows(database, limit);
      expect(before - points()).toBeLessThanOrEqual(limit);
    }
    for (const table of ['metrics', 'latest_metrics', 'params']) expect(count(database, table)).toBe(0);
    expect(count(database, 'runs', 'TRUE')).toBe(1);
    expect(count(database, 'metrics', 'run = 2')).toBe(12);
    expect(database.statement('PRAGMA foreign_key_check').all()).toEqual([]);
  }
});

test('a new run never takes the row of a purged one whose points are still there', async () => {
  await using store = await openTestStore();
  const { database } = store;
  database.exec(RUNS);
  purge(database, { experiments: [], runs: [2], models: [] });
  database.exec(
    "INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, artifact_uri) VALUES ('r2', 1, '', '', 'RUNNING', 1, '')",
  );
  expect(
    database.value("SELECT count(*) FROM metrics WHERE run = (SELECT id FROM runs WHERE run_id = 'r2')"),
  ).toBe(0);
});

test('unused pages of a new database are given back a few at a time', async () => {
  await using store = await openTestStore();
  const { database } = store;
  expect(database.pragma('auto_vacuum')).toBe(2);
  database.exec('CREATE TABLE filler AS SELECT randomblob(100000)');
  const before = Number(database.pragma('page_count'));
  database.exec('DROP TABLE filler');
  const unused = Number(database.pragma('freelist_count'));
  expect(unused).toBeGreaterThan(20);
  expect(giveBackPages(database, 10)).toBe(true);
  expect(database.pragma('freelist_count')).toBe(unused - 10);
  expect(giveBackPages(database, unused)).toBe(false);
  expect(database.pragma('page_count')).toBe(before - unused);
});
