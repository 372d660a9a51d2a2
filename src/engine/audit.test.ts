import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

let engine: TestEngine;
let run = '';
beforeAll(async () => {
  engine = await openTestEngine();
  run = await newRun(engine);
  for (let value = 0; value < 5; value += 1)
    await engine.call('logMetric', { run_id: run, key: 'm', value, timestamp: value });
  await newRun(engine);
});
afterAll(() => engine[Symbol.asyncDispose]());

test('changes come newest first, a page at a time', async () => {
  const all = engine.store.changes.after(0, 100).toReversed();
  const seen = [];
  let before_seq: number | undefined;
  do {
    const page = await engine.call('listChanges', { limit: 3, ...(before_seq && { before_seq }) });
    expect(page.changes.length).toBeLessThanOrEqual(3);
    seen.push(...page.changes);
    before_seq = page.next_before_seq;
  } while (before_seq !== undefined);
  expect(seen).toEqual(all);
});

test('those of one object, or of one operation, can be asked for', async () => {
  const { changes } = await engine.call('listChanges', { object_id: run });
  expect(changes.map(({ operation }) => operation)).toEqual([...Array(5).fill('logMetric'), 'createRun']);
  const created = await engine.call('listChanges', { operation: 'createRun', limit: 1 });
  expect(created.changes).toHaveLength(1);
  expect(created.next_before_seq).toBe(created.changes[0]?.seq);
  expect(await engine.call('listChanges', { object_id: run, operation: 'deleteRun' })).toEqual({
    changes: [],
  });
});

test('those of another workspace are not told', async () => {
  const other = { actor: 'local', workspace: 'other' };
  expect(await engine.send('listChanges', {}, other)).toEqual({ changes: [] });
});

test('a page beyond 1000 is INVALID_PARAMETER_VALUE', async () => {
  for (const limit of [0, 1001]) expect(await engine.refusal('listChanges', { limit })).toMatch("'limit'");
});

test('an altered change is found', async () => {
  const changes = engine.store.changes.head();
  expect(await engine.call('verifyChanges', {})).toEqual({ changes });
  engine.store.database.exec("UPDATE changes SET actor = 'somebody' WHERE seq = 4");
  expect(await engine.call('verifyChanges', {})).toEqual({ changes, first_broken_seq: 4 });
});
