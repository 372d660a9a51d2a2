import { expect, test } from 'vitest';
import { TrackingError } from '../contract/index.ts';
import { parseFilter } from '../filter/index.ts';
import { openReader } from './database.ts';
import { insertExperiment } from './experiments.ts';
import { openTestStore } from './testing/open.ts';

const EVERYTHING = {
  experiment_ids: [1],
  view: 'ALL',
  tree: undefined,
  order: [],
  limit: 10,
  after: undefined,
} as const;

test('a reader sees what was committed before it was asked', async () => {
  await using store = await openTestStore();
  expect((await store.readers.run('searchRuns', EVERYTHING)).rest).toEqual({ next: undefined, found: 0 });
  await store.write(() => {
    insertExperiment(store.database, {
      experiment_id: 1,
      workspace: 'default',
      name: 'e',
      artifact_location: '',
      time: 0,
    });
    store.database
      .statement(
        "INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, artifact_uri) VALUES ('r', 1, '', '', 'RUNNING', 0, '')",
      )
      .run();
  });
  const { bytes, rest } = await store.readers.run('searchRuns', EVERYTHING);
  expect(rest.found).toBe(1);
  expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ info: { run_id: 'r' } });
});

test('what a reader refuses is a TrackingError with its code on the other side of the thread', async () => {
  await using store = await openTestStore();
  const tree = parseFilter(`tags.a LIKE '${'x'.repeat(60_000)}'`, 'runs');
  await store.write(() => store.names.intern('a'));
  const refused = await store.readers
    .run('searchRuns', { ...EVERYTHING, tree })
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(TrackingError);
  expect(refused).toMatchObject({
    code: 'INVALID_PARAMETER_VALUE',
    message: expect.stringContaining('LIKE pattern'),
  });
});

test('many questions at once are all answered', async () => {
  await using store = await openTestStore();
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => store.readers.run('searchRuns', EVERYTHING)),
  );
  expect(answers.map(({ rest }) => rest.found)).toEqual(Array.from({ length: 40 }, () => 0));
});

test('a snapshot sees one state of the data, whatever is committed meanwhile', async () => {
  await using store = await openTestStore();
  const reader = await openReader(store.database.path);
  const count = () => reader.value('SELECT count(*) FROM names');
  const seen = reader.snapshot(() => {
    const before = count();
    store.database.statement("INSERT INTO names (name) VALUES ('new')").run();
    return [before, count()];
  });
  expect([seen, count()]).toEqual([[0, 0], 1]);
  expect(() => reader.snapshot(() => reader.value('SELECT missing'))).toThrow('no such column');
  expect(reader.inTransaction).toBe(false);
  reader.close();
});

test('a question after the store has closed is refused', async () => {
  const store = await openTestStore();
  await store[Symbol.asyncDispose]();
  await expect(store.readers.run('searchRuns', EVERYTHING)).rejects.toMatchObject({
    code: 'TEMPORARILY_UNAVAILABLE',
  });
});

test('a question that is open when the store closes is refused, not left hanging', async () => {
  const store = await openTestStore();
  const open = store.readers.run('searchRuns', EVERYTHING).then(
    () => 'answered',
    (error: { code: string }) => error.code,
  );
  await store[Symbol.asyncDispose]();
  expect(['answered', 'TEMPORARILY_UNAVAILABLE']).toContain(await open);
});
