import { expect, onTestFinished, test, vi } from 'vitest';
import { alertsOf, messages, newRule } from './testing/alerts.ts';
import { openTestEngine, type TestEngine } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const LOOK_MS = 15_000;
const MINUTE = 60_000;

/** Timers that go on when told; the engine's clock goes with them. */
function fakeTimers(): (engine: TestEngine, milliseconds: number) => Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  return async (engine, milliseconds) => {
    engine.advance(milliseconds);
    await vi.advanceTimersByTimeAsync(LOOK_MS);
    await until(() => expect(vi.getTimerCount()).toBeLessThanOrEqual(1));
  };
}

/** A thread of its own reads which runs are running, and may take its time to start. */
const until = (look: () => unknown) => vi.waitFor(look, { timeout: 20_000 });

const log = (engine: TestEngine, run_id: string, step: number) =>
  engine.call('logMetric', { run_id, key: 'm', value: 1, timestamp: 1, step });
const open = async (engine: TestEngine) =>
  (await alertsOf(engine)).filter(({ recovered_time }) => recovered_time === undefined);

test('a running run that is quiet for so long raises one alert, which ends when it writes again', async () => {
  const pass = fakeTimers();
  await using engine = await openTestEngine();
  await newRule(engine, { kind: 'stall', minutes: 10 });
  const run_id = await newRun(engine, { run_name: 'r' });
  await pass(engine, 9 * MINUTE);
  await log(engine, run_id, 0);
  await pass(engine, 9 * MINUTE);
  expect(await messages(engine)).toEqual([]);
  await pass(engine, MINUTE);
  const message = 'r is running but has logged nothing for 10 minutes.';
  await until(async () => expect(await messages(engine)).toEqual([message]));
  await pass(engine, 30 * MINUTE);
  expect(await open(engine)).toHaveLength(1);
  await log(engine, run_id, 1);
  await until(async () => expect(await open(engine)).toEqual([]));
  await pass(engine, 10 * MINUTE);
  await until(async () => expect(await messages(engine)).toEqual([message, message]));
});

test('a run that ends is let go of, its alert ends, and nothing is looked at any more', async () => {
  const pass = fakeTimers();
  await using engine = await openTestEngine();
  await newRule(engine, { kind: 'stall', minutes: 1 });
  const run_id = await newRun(engine);
  await pass(engine, MINUTE);
  await until(async () => expect(await open(engine)).toHaveLength(1));
  await engine.call('updateRun', { run_id, status: 'FINISHED' });
  await until(async () => expect(await open(engine)).toEqual([]));
  await pass(engine, MINUTE);
  await until(() => expect(vi.getTimerCount()).toBe(0));
  expect(await alertsOf(engine)).toHaveLength(1);
});

test('without a rule, or while it rests, no timer goes', async () => {
  fakeTimers();
  await using engine = await openTestEngine();
  await newRun(engine);
  expect(vi.getTimerCount()).toBe(0);
  const rule_id = await newRule(engine, { kind: 'stall', minutes: 1 });
  await until(() => expect(vi.getTimerCount()).toBe(1));
  await engine.call('updateAlertRule', { rule_id, enabled: false });
  await until(() => expect(vi.getTimerCount()).toBe(0));
});

test('a run that was running before the rule is watched from then on', async () => {
  const pass = fakeTimers();
  await using engine = await openTestEngine();
  await newRun(engine, { run_name: 'r' });
  engine.advance(60 * MINUTE);
  await newRule(engine, { kind: 'stall', minutes: 1 });
  await until(() => expect(vi.getTimerCount()).toBe(1));
  expect(await messages(engine)).toEqual([]);
  await pass(engine, MINUTE);
  await until(async () =>
    expect(await messages(engine)).toEqual(['r is running but has logged nothing for a minute.']),
  );
});

test('only runs in the scope are told of', async () => {
  const pass = fakeTimers();
  await using engine = await openTestEngine();
  const [mine] = [await newRun(engine, { run_name: 'mine' }), await newRun(engine, { run_name: 'other' })];
  await newRule(engine, { kind: 'stall', minutes: 1, scope: { run_ids: [mine] } });
  await until(() => expect(vi.getTimerCount()).toBe(1));
  await pass(engine, MINUTE);
  await until(async () => expect((await alertsOf(engine)).map(({ run_name }) => run_name)).toEqual(['mine']));
});

test('over a restart an open alert stays one, quiet is counted anew, and one that ended meanwhile is closed', async () => {
  const pass = fakeTimers();
  await using engine = await openTestEngine();
  await newRule(engine, { kind: 'stall', minutes: 10 });
  const [a, b] = [await newRun(engine, { run_name: 'a' }), await newRun(engine, { run_name: 'b' })];
  await pass(engine, 10 * MINUTE);
  await until(async () => expect(await open(engine)).toHaveLength(2));
  const c = await newRun(engine, { run_name: 'c' });
  await engine.restart();
  // As if the engine had died between the end of the run and what follows from it.
  engine.store.database.statement("UPDATE runs SET status = 'FINISHED' WHERE run_id = ?").run(b);
  engine.advance(60 * MINUTE);
  await engine.resume();
  await until(() => expect(vi.getTimerCount()).toBe(1));
  expect((await open(engine)).map(({ run_id }) => run_id).sort()).toEqual([a, b].sort());
  await pass(engine, 10 * MINUTE);
  await until(async () =>
    expect((await open(engine)).map(({ run_id }) => run_id).sort()).toEqual([a, c].sort()),
  );
  expect(await alertsOf(engine)).toHaveLength(3);
});
