import { expect, test } from 'vitest';
import { openTestStore } from '../testing/open.ts';

// One row of everything, in plain SQL, so that the test also holds for databases that other code has filled.
const ROWS = `
INSERT INTO experiments (experiment_id, workspace, name, artifact_location, creation_time, last_update_time)
  VALUES (1, 'default', 'e', 'mlflow-artifacts:/1', 10, 10);
INSERT INTO experiment_tags VALUES (1, 'team', 'blue');
INSERT INTO names VALUES (1, 'loss'), (2, 'lr');
INSERT INTO runs (id, run_id, experiment_id, name, user_id, status, start_time, artifact_uri)
  VALUES (1, 'r1', 1, 'calm-heron-1', 'me', 'RUNNING', 9007199254740993, 'mlflow-artifacts:/1/r1/artifacts');
INSERT INTO metrics VALUES (1, 1, -3, 20, 0.5, 0), (1, 1, -3, 20, 0, 1);
INSERT INTO latest_metrics VALUES (1, 1, -3, 20, 0.5, 0, 1, 2, 1, 0.5, 0.5, 0.5);
INSERT INTO params VALUES (1, 2, '0.1');
INSERT INTO tags VALUES (1, 2, 'x');
INSERT INTO datasets (id, experiment_id, name, digest, source_type, source) VALUES (1, 1, 'iris', 'd', 'local', '{}');
INSERT INTO dataset_inputs VALUES (1, 1, 0);
INSERT INTO dataset_input_tags VALUES (1, 1, 'mlflow.data.context', 'train');
INSERT INTO logged_models (id, model_id, experiment_id, name, artifact_uri, status, creation_timestamp_ms, last_updated_timestamp_ms)
  VALUES (1, 'm-1', 1, 'm', '', 'LOGGED_MODEL_PENDING', 5, 5);
INSERT INTO logged_model_params VALUES (1, 2, '0.1');
INSERT INTO logged_model_tags VALUES (1, 2, 'x');
INSERT INTO logged_model_metrics VALUES (1, 1, 20, -3, 0.5, 0, 1, 'iris', 'd');
INSERT INTO model_inputs VALUES (1, 'm-1');
INSERT INTO model_outputs VALUES (1, 'm-1', 0);
INSERT INTO changes (time, actor, source, operation, object_type, object_id, experiment_id, workspace, counts, hash)
  VALUES (1, 'local', 'local', 'createRun', 'run', 'r1', '1', 'default', '{}', x'00');
`;

const OF_A_RUN = [
  'metrics',
  'latest_metrics',
  'params',
  'tags',
  'dataset_inputs',
  'dataset_input_tags',
  'logged_model_metrics',
  'model_inputs',
  'model_outputs',
];

test('the first schema holds every kind of row, exact to the last digit', async () => {
  await using store = await openTestStore();
  store.database.exec(ROWS);
  expect(store.database.value('SELECT CAST(start_time AS TEXT) FROM runs')).toBe('9007199254740993');
  expect(store.database.statement('SELECT step, timestamp, value, is_nan FROM metrics').all()).toEqual([
    [-3, 20, 0, 1],
    [-3, 20, 0.5, 0],
  ]);
  expect(store.database.statement('PRAGMA foreign_key_check').all()).toEqual([]);
});

test('a run that is removed takes with it everything that was logged to it', async () => {
  await using store = await openTestStore();
  store.database.exec(ROWS);
  store.database.exec('DELETE FROM runs');
  for (const table of OF_A_RUN)
    expect([table, store.database.value(`SELECT count(*) FROM ${table}`)]).toEqual([table, 0]);
});

test.each([
  ['a value of another type', "INSERT INTO params VALUES (1, 2, x'00')"],
  ['a second param of the same key', "INSERT INTO params VALUES (1, 2, '0.2')"],
  [
    'a second run of the same id',
    "INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, artifact_uri) VALUES ('r1', 1, '', '', '', 0, '')",
  ],
  [
    'a run of no experiment',
    "INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, artifact_uri) VALUES ('r2', 9, '', '', '', 0, '')",
  ],
  ['a second experiment of the same name', "INSERT INTO experiments VALUES (2, 'default', 'e', '', 0, 0, 0)"],
  ['the removal of an experiment that has runs', 'DELETE FROM experiments'],
])('the first schema refuses %s', async (_, sql) => {
  await using store = await openTestStore();
  store.database.exec(ROWS);
  expect(() => store.database.exec(sql)).toThrow(/constraint|cannot store/);
});
