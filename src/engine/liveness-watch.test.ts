import { expect, onTestFinished, test, vi } from 'vitest';
import type { Caller, ClientProcess, Signal } from '../contract/index.ts';
import { openTestEngine, type TestEngine } from './testing/open.ts';

const LOOK_MS = 3000;
const running = new Set<number>();
let asked = 0;

async function isRunning({ pid }: ClientProcess): Promise<boolean> {
  asked += 1;
  return running.has(pid);
}

function from(pid: number): Caller {
  running.add(pid);
  return { actor: 'local', workspace: 'default', process: async () => ({ pid, started: pid }) };
}

async function runFrom(engine: TestEngine, caller: Caller): Promise<string> {
  const { run } = (await engine.send('createRun', { experiment_id: '0' }, caller)) as {
    run: { info: { run_id: string } };
  };
  return run.info.run_id;
}

function told(engine: TestEngine): Signal[] {
  const signals: Signal[] = [];
  engine.signals.subscribe((signal) => signals.push(signal));
  return signals;
}

/** Lets the watch's clock go on to its next look; reads and writes of the disk take their own time. */
function fakeTimers(): () => Promise<unknown> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  return () => vi.advanceTimersByTimeAsync(LOOK_MS);
}

const log = (engine: TestEngine, run_id: string, caller: Caller) =>
  engine.send('logMetric', { run_id, key: 'm', value: 1, timestamp: 1 }, caller);
const signal = (run_id: string, state: 'alive' | 'interrupted') => ({
  kind: 'liveness',
  run_id,
  experiment_id: '0',
  state,
});

test('a run that turns interrupted is told of once, and once more when it comes back', async () => {
  const look = fakeTimers();
  await using engine = await openTestEngine({ isRunning });
  const signals = told(engine);
  const run_id = await runFrom(engine, from(11));
  await look();
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
  expect(signals).toEqual([]);
  running.delete(11);
  await look();
  await vi.waitFor(() => expect(signals).toEqual([signal(run_id, 'interrupted')]));
  await log(engine, run_id, from(12));
  await look();
  await vi.waitFor(() => expect(signals.slice(1)).toEqual([signal(run_id, 'alive')]));
});

test('nothing is looked at while no run can turn', async () => {
  const look = fakeTimers();
  await using engine = await openTestEngine({ isRunning });
  const signals = told(engine);
  expect(vi.getTimerCount()).toBe(0);
  const caller = from(21);
  const ended = await runFrom(engine, caller);
  const died = await runFrom(engine, from(22));
  await engine.send('updateRun', { run_id: ended, status: 'FINISHED' }, caller);
  running.delete(21);
  running.delete(22);
  await look();
  await vi.waitFor(() => expect(signals).toEqual([signal(died, 'interrupted')]));
  const before = asked;
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
  await look();
  expect(asked).toBe(before);
});

test('after a restart a run whose process ended meanwhile is known as interrupted, and one that goes on is watched', async () => {
  await using engine = await openTestEngine({ isRunning });
  const died = await runFrom(engine, from(31));
  const goesOn = await runFrom(engine, from(32));
  const saved = () => Number(engine.store.database.value('SELECT count(*) FROM run_processes'));
  await expect.poll(saved).toBe(2);
  const look = fakeTimers();
  await engine.restart(async () => void running.delete(31));
  const signals = told(engine);
  await engine.resume();
  running.delete(32);
  await look();
  await vi.waitFor(() => expect(signals).toEqual([signal(goesOn, 'interrupted')]));
  await log(engine, died, from(33));
  await look();
  await vi.waitFor(() => expect(signals.slice(1)).toEqual([signal(died, 'alive')]));
});
