import { expect, test } from 'vitest';
import { openTestStore } from '../testing/open.ts';

const ROWS = `
INSERT INTO experiments (experiment_id, workspace, name, artifact_location, creation_time, last_update_time)
  VALUES (1, 'default', 'e', '', 10, 10);
INSERT INTO runs (id, run_id, experiment_id, name, user_id, status, start_time, artifact_uri)
  VALUES (1, 'r1', 1, 'a', 'me', 'RUNNING', 0, ''), (2, 'r2', 1, 'b', 'me', 'RUNNING', 0, '');
INSERT INTO alert_rules VALUES ('u', 'default', 'n', 'nan', '{}', '{}', 1, 10, 10, 'me');
INSERT INTO alerts (alert_id, workspace, rule_id, rule_name, kind, run, time, message, recovered_time)
  VALUES ('a1', 'default', 'u', 'n', 'nan', 1, 20, 'm', 30), ('a2', 'default', 'u', 'n', 'nan', 1, 40, 'm', NULL),
  ('a3', 'default', 'u', 'n', 'nan', 2, 40, 'm', NULL);
INSERT INTO annotations VALUES ('n1', 'default', 1, NULL, NULL, -9223372036854775808, 't', 1, 1, 'me'),
  ('n2', 'default', 1, 1, 'loss', 5, 't', 1, 1, 'me');
`;

test('a rule has one open alert of a run at most, and as many that have recovered as there were', async () => {
  await using store = await openTestStore();
  store.database.exec(ROWS);
  const insert = (recovered: string) =>
    store.database.exec(
      `INSERT INTO alerts (alert_id, workspace, rule_id, rule_name, kind, run, time, message, recovered_time)
       VALUES ('a4', 'default', 'u', 'n', 'nan', 1, 50, 'm', ${recovered})`,
    );
  expect(() => insert('NULL')).toThrow(/UNIQUE constraint failed: alerts.run, alerts.rule_id/);
  insert('60');
  expect(store.database.value('SELECT count(*) FROM alerts WHERE run = 1')).toBe(3);
});

test('alerts and notes go with their run, notes with their experiment; rules stay', async () => {
  await using store = await openTestStore();
  store.database.exec(ROWS);
  const counts = () =>
    ['alerts', 'annotations', 'alert_rules'].map((table) =>
      Number(store.database.value(`SELECT count(*) FROM ${table}`)),
    );
  store.database.exec('DELETE FROM runs WHERE id = 1');
  expect(counts()).toEqual([1, 1, 1]);
  store.database.exec('DELETE FROM runs; DELETE FROM experiments');
  expect(counts()).toEqual([0, 0, 1]);
});
