import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Run } from '../contract/index.ts';
import { insertExperiment } from './experiments.ts';
import { historyPage } from './history.ts';
import { runsJson } from './run-json.ts';
import { openTestStore, printedSeed } from './testing/open.ts';
import { BLANK, type SampleRun, sampleRuns, storedNumber, storeRun } from './testing/sample-runs.ts';

const store = await openTestStore();
afterAll(() => store[Symbol.asyncDispose]());
await store.write(() =>
  insertExperiment(store.database, {
    experiment_id: 1,
    workspace: 'default',
    name: 'e',
    artifact_location: '',
    time: 0,
  }),
);

let made = 0;

/** Stores a run and reads it back as a client would. */
async function readBack(run: Partial<SampleRun>): Promise<Run> {
  made += 1;
  const row = await store.write(() => storeRun(store, { ...BLANK, ...run, run_id: `r${made}` }));
  return JSON.parse(runsJson(store.database, [row])[0] ?? '') as Run;
}

const sorted = (list: readonly { key: string; value: unknown }[] = []) =>
  Object.fromEntries(list.map(({ key, value }) => [key, value]));

test('every double of a metric reads back exactly, from the run and from its history', async () => {
  const seed = printedSeed('doubles');
  const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 20,
    maxLength: 20,
  });
  const property = fc.asyncProperty(values, async (list) => {
    const metrics = Object.fromEntries(list.map((value, index) => [`m${index}`, value === 0 ? 0 : value]));
    expect(sorted((await readBack({ metrics })).data.metrics)).toEqual(metrics);
    const row = Number(store.database.value('SELECT max(id) FROM runs'));
    for (const [name, value] of Object.entries(metrics)) {
      const { json } = historyPage(
        store.database,
        row,
        { id: store.names.find(name) ?? -1, name },
        undefined,
        1,
        true,
      );
      expect((JSON.parse(json) as { value: number }).value).toBe(value);
    }
  });
  await fc.assert(property, { numRuns: 200, seed });
});

test('any text of names, params and tags reads back exactly', async () => {
  const seed = printedSeed('texts');
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      'a\0b',
      '\u2028\u2029',
      '"\\/\b\f\n\r\t',
      '\u007f\u0080',
      '{"a":1}',
      '[1]',
      'null',
      '\u{10ffff}',
    ),
  );
  const property = fc.asyncProperty(text, text, text, text, async (name, user_id, key, value) => {
    const run = await readBack({ name, user_id, params: { [key]: value }, tags: { [key]: value } });
    const stored = [name, user_id, key, value].map((one) => one.toWellFormed());
    expect([run.info.run_name, run.info.user_id]).toEqual(stored.slice(0, 2));
    for (const list of [run.data.params, run.data.tags])
      expect(list).toEqual([{ key: stored[2], value: stored[3] }]);
  });
  await fc.assert(property, { numRuns: 500, seed });
});

test('random runs read back as they were stored, in the order that was asked for', async () => {
  const seed = printedSeed('runs');
  const [runs = []] = fc.sample(sampleRuns('whole', [1], 60), { numRuns: 1, seed });
  const rows = await store.write(() => runs.map((run) => storeRun(store, run)));
  const read = runsJson(store.database, rows.toReversed()).map((json) => JSON.parse(json) as Run);
  expect(read.toReversed().map(({ info }) => info.run_id)).toEqual(runs.map(({ run_id }) => run_id));
  for (const [index, { info, data, inputs }] of read.toReversed().entries()) {
    const run = runs[index] ?? BLANK;
    const metrics = Object.entries(run.metrics).map(([key, value]) => [
      key,
      Number.isNaN(value) ? 'NaN' : (storedNumber(value) ?? 0) + 0,
    ]);
    expect(sorted(data.metrics)).toEqual(Object.fromEntries(metrics));
    expect([sorted(data.params), sorted(data.tags)]).toEqual([run.params, run.tags]);
    expect([info.status, info.lifecycle_stage]).toEqual([run.status, run.deleted ? 'deleted' : 'active']);
    expect(inputs.dataset_inputs?.map(({ dataset }) => dataset.name) ?? []).toEqual(
      run.datasets.map(({ name }) => name),
    );
  }
});

test('times beyond 2^53 are in the text to the last digit', async () => {
  const row = await store.write(() =>
    storeRun(store, { ...BLANK, run_id: 'late', start_time: 2n ** 53n + 1n, end_time: 2n ** 63n - 1n }),
  );
  const [json] = runsJson(store.database, [row]);
  expect(json).toContain('"start_time":9007199254740993,"end_time":9223372036854775807,');
});
