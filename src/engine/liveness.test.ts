import { expect, test } from 'vitest';
import type { Caller, ClientProcess } from '../contract/index.ts';
import { openTestEngine, START, type TestEngine } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const running = new Set<number>();
const isRunning = async ({ pid }: ClientProcess) => running.has(pid);

/** A caller on a connection of its own from this process; undefined: it cannot be told which. */
function from(pid: number | undefined): Caller {
  const process = pid === undefined ? undefined : { pid, started: pid * 10 };
  if (pid !== undefined) running.add(pid);
  return { actor: 'local', workspace: 'default', process: async () => process };
}

async function runFrom(engine: TestEngine, caller: Caller): Promise<string> {
  const { run } = (await engine.send('createRun', { experiment_id: '0' }, caller)) as {
    run: { info: { run_id: string } };
  };
  return run.info.run_id;
}

async function liveness(engine: TestEngine, run_id: string) {
  return (await engine.call('getLiveness', { run_ids: [run_id] })).runs[0];
}

const log = (engine: TestEngine, run_id: string, caller: Caller) =>
  engine.send('logMetric', { run_id, key: 'm', value: 1, timestamp: 1 }, caller);

test('a run is alive while its process exists, interrupted once it has ended, and alive again when one logs to it', async () => {
  await using engine = await openTestEngine({ isRunning });
  const run_id = await runFrom(engine, from(11));
  const process = { pid: 11, started: 110 };
  expect(await liveness(engine, run_id)).toEqual({ run_id, state: 'alive', last_write_time: START, process });
  running.delete(11);
  expect(await liveness(engine, run_id)).toMatchObject({ state: 'interrupted', process });
  expect((await engine.call('getRun', { run_id })).run.info.status).toBe('RUNNING');
  engine.advance(5);
  await log(engine, run_id, from(12));
  expect(await liveness(engine, run_id)).toMatchObject({
    state: 'alive',
    last_write_time: START + 5,
    process: { pid: 12 },
  });
});

test('the process is remembered over a restart of the engine', async () => {
  await using engine = await openTestEngine({ isRunning });
  const run_id = await runFrom(engine, from(21));
  const saved = () => engine.store.database.value('SELECT pid FROM run_processes');
  await expect.poll(saved).toBe(21);
  await engine.restart();
  expect(await liveness(engine, run_id)).toMatchObject({ state: 'alive', process: { pid: 21 } });
  running.delete(21);
  expect(await liveness(engine, run_id)).toMatchObject({ state: 'interrupted', last_write_time: START });
});

test('the time of the last write is on record to half a minute', async () => {
  await using engine = await openTestEngine({ isRunning });
  const caller = from(22);
  const run_id = await runFrom(engine, caller);
  const saved = () => engine.store.database.value('SELECT last_write_time FROM run_processes');
  await expect.poll(saved).toBe(START);
  for (const later of [29_000, 1000, 1000]) {
    engine.advance(later);
    await log(engine, run_id, caller);
  }
  await expect.poll(saved).toBe(START + 30_000);
  expect(await liveness(engine, run_id)).toMatchObject({ last_write_time: START + 31_000 });
});

test('a run that has ended, one that nobody knows the process of, and one of a page are unknown', async () => {
  await using engine = await openTestEngine({ isRunning });
  const ended = await runFrom(engine, from(31));
  await engine.call('updateRun', { run_id: ended, status: 'FINISHED' });
  running.delete(31);
  expect(await liveness(engine, ended)).toMatchObject({ state: 'unknown', process: { pid: 31 } });
  const unseen = await runFrom(engine, from(undefined));
  expect(await liveness(engine, unseen)).toEqual({
    run_id: unseen,
    state: 'unknown',
    last_write_time: START,
  });
  const paged = await newRun(engine);
  expect(await liveness(engine, paged)).toEqual({ run_id: paged, state: 'unknown' });
});

test('a write of which nobody can tell the process makes an interrupted run unknown', async () => {
  await using engine = await openTestEngine({ isRunning });
  const run_id = await runFrom(engine, from(41));
  running.delete(41);
  await log(engine, run_id, from(undefined));
  expect(await liveness(engine, run_id)).toMatchObject({ state: 'unknown' });
});

test('what people do to a run later is not taken for logging', async () => {
  await using engine = await openTestEngine({ isRunning });
  const run_id = await runFrom(engine, from(51));
  running.delete(51);
  await engine.send('setTag', { run_id, key: 'note', value: 'why?' }, from(52));
  expect(await liveness(engine, run_id)).toMatchObject({ state: 'interrupted', process: { pid: 51 } });
});

test('where processes cannot be told all runs are unknown, and a missing run is RESOURCE_DOES_NOT_EXIST', async () => {
  await using engine = await openTestEngine();
  const run_id = await runFrom(engine, from(61));
  expect(await liveness(engine, run_id)).toMatchObject({ state: 'unknown' });
  expect(await engine.refusal('getLiveness', { run_ids: ['x'] })).toMatch('RESOURCE_DOES_NOT_EXIST');
  expect(await engine.refusal('getLiveness', { run_ids: Array(1001).fill(run_id) })).toMatch('at most 1000');
});
