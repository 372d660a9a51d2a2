import { expect, test } from 'vitest';
import { openTestStore } from '../testing/open.ts';

const ROWS = `
INSERT INTO registered_models (id, workspace, name, creation_time, last_update_time)
  VALUES (1, 'default', 'a', 1, 1), (2, 'default', 'b', 1, 1), (3, 'other', 'a', 1, 1);
INSERT INTO registered_model_tags VALUES (1, 'k', 'v'), (2, 'k', 'v');
INSERT INTO model_versions (id, version_id, model, version, stage, source, status, creation_time, last_update_time)
  VALUES (1, 'u1', 1, 1, 'None', 's3://b/x', 'READY', 1, 1), (2, 'u2', 1, 2, 'None', 's3://b/x', 'READY', 1, 1),
  (3, 'u3', 2, 1, 'None', 's3://b/x', 'READY', 1, 1);
INSERT INTO model_version_tags VALUES (1, 'k', 'v'), (2, 'k', 'v'), (3, 'k', 'v');
INSERT INTO model_aliases VALUES (1, 'one', 1), (1, 'two', 2), (2, 'one', 3);
INSERT INTO version_moves (model, version, kind, time, actor)
  VALUES (1, 1, 'created', 1, 'me'), (1, 2, 'created', 1, 'me'), (2, 1, 'created', 1, 'me');
INSERT INTO transition_requests (request_id, model, version, archive_existing_versions, actor, creation_time, state)
  VALUES ('r1', 1, 1, 0, 'me', 1, 'pending'), ('r2', 2, 1, 0, 'me', 1, 'pending');
`;
const TABLES = [
  'registered_model_tags',
  'model_versions',
  'model_version_tags',
  'model_aliases',
  'version_moves',
  'transition_requests',
];

async function opened() {
  const store = await openTestStore();
  store.database.exec(ROWS);
  const counts = () => TABLES.map((table) => Number(store.database.value(`SELECT count(*) FROM ${table}`)));
  return { store, counts };
}

test('a version takes its tags and aliases along, and leaves the history and the requests of its model', async () => {
  const { store, counts } = await opened();
  expect(counts()).toEqual([2, 3, 3, 3, 3, 2]);
  store.database.exec('DELETE FROM model_versions WHERE id = 1');
  expect(counts()).toEqual([2, 2, 2, 2, 3, 2]);
  await store[Symbol.asyncDispose]();
});

test('a model takes along all that belongs to it', async () => {
  const { store, counts } = await opened();
  store.database.exec('DELETE FROM registered_models WHERE id = 1');
  expect(counts()).toEqual([1, 1, 1, 1, 1, 1]);
  await store[Symbol.asyncDispose]();
});

test('a name is one model of a workspace, a number one version of a model', async () => {
  const { store } = await opened();
  const run = (sql: string) => () => store.database.exec(sql);
  expect(
    run(
      "INSERT INTO registered_models (workspace, name, creation_time, last_update_time) VALUES ('default', 'a', 1, 1)",
    ),
  ).toThrow(/UNIQUE/);
  expect(
    run(
      "INSERT INTO model_versions (version_id, model, version, stage, source, status, creation_time, last_update_time) VALUES ('u9', 1, 2, 'None', '', 'READY', 1, 1)",
    ),
  ).toThrow(/UNIQUE/);
  await store[Symbol.asyncDispose]();
});
