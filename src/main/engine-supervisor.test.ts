import { expect, test } from 'vitest';
import type { EngineReport, EngineState } from '../contract/index.ts';
import { EngineSupervisor } from './engine-supervisor.ts';

/** Processes and time as the test wants them. */
function surroundings() {
  const forked: {
    port: number | undefined;
    report(report: EngineReport): void;
    exit(): void;
    stops: number;
  }[] = [];
  const pauses: { ms: number; then: () => void; isCancelled: boolean }[] = [];
  const clock = { now: 0 };
  const supervisor = new EngineSupervisor({
    fork: (port) => {
      const listeners = { report: (_: EngineReport): void => undefined, exit: (): void => undefined };
      const child = {
        port,
        stops: 0,
        report: (report: EngineReport) => listeners.report(report),
        exit: () => listeners.exit(),
      };
      forked.push(child);
      return {
        onReport: (listener) => {
          listeners.report = listener;
        },
        onExit: (listener) => {
          listeners.exit = listener;
        },
        stop: () => {
          child.stops += 1;
        },
      };
    },
    after: (ms, then) => {
      const pause = { ms, then, isCancelled: false };
      pauses.push(pause);
      return () => {
        pause.isCancelled = true;
      };
    },
    now: () => clock.now,
  });
  const states: EngineState[] = [];
  supervisor.subscribe((state) => states.push(state));
  return { supervisor, forked, pauses, clock, states };
}

const ready: EngineReport = {
  kind: 'ready',
  url: 'http://127.0.0.1:5003',
  owner: 'desktop',
  directory: '/data',
};

test('an engine is starting until it says where it answers', () => {
  const { supervisor, forked } = surroundings();
  supervisor.start();
  expect([supervisor.state, supervisor.url]).toEqual([{ status: 'starting' }, undefined]);
  forked[0]?.report(ready);
  expect([supervisor.url, supervisor.directory]).toEqual(['http://127.0.0.1:5003', '/data']);
  expect(supervisor.state).toEqual({ status: 'ready', url: 'http://127.0.0.1:5003', owner: 'desktop' });
});

test('an engine that ends is started again at its port, after a pause', () => {
  const { supervisor, forked, pauses, states } = surroundings();
  supervisor.start();
  forked[0]?.report(ready);
  forked[0]?.exit();
  expect(states.at(-1)).toEqual({
    status: 'restarting',
    attempt: 1,
    delayMs: 250,
    reason: 'The tracker stopped unexpectedly.',
  });
  expect(supervisor.url).toBeUndefined();
  expect(pauses.map(({ ms }) => ms)).toEqual([250]);
  pauses[0]?.then();
  expect(forked.map(({ port }) => port)).toEqual([undefined, 5003]);
});

test('an end before it was ready is a failure; five in a row are told as such, and trying goes on', () => {
  const { supervisor, forked, pauses, states } = surroundings();
  supervisor.start();
  for (let i = 0; i < 6; i++) {
    forked[i]?.exit();
    pauses[i]?.then();
  }
  const reason = 'The tracker ended before it was ready.';
  expect(states.map(({ status }) => status)).toEqual([...Array(4).fill('restarting'), 'failed', 'failed']);
  expect(states.at(-1)).toEqual({ status: 'failed', delayMs: 8000, reason });
  expect(pauses.map(({ ms }) => ms)).toEqual([250, 500, 1000, 2000, 4000, 8000]);
  forked[6]?.report(ready);
  expect(supervisor.state.status).toBe('ready');
});

test('a process that says why it cannot is ended, and its reason is told', () => {
  const { supervisor, forked, states } = surroundings();
  supervisor.start();
  forked[0]?.report({ kind: 'failed', reason: 'The disk is full.' });
  expect(forked[0]?.stops).toBe(1);
  forked[0]?.exit();
  expect(states).toEqual([{ status: 'restarting', attempt: 1, delayMs: 250, reason: 'The disk is full.' }]);
});

test('an engine that ran well begins to count anew; one that keeps dying young does not', () => {
  const { supervisor, forked, pauses, clock } = surroundings();
  supervisor.start();
  for (let i = 0; i < 3; i++) {
    forked[i]?.report(ready);
    forked[i]?.exit();
    pauses[i]?.then();
  }
  forked[3]?.report(ready);
  clock.now += 30_000;
  forked[3]?.exit();
  expect(pauses.map(({ ms }) => ms)).toEqual([250, 500, 1000, 250]);
});

test('a stop waits for the process to be gone, and nothing is started after it', async () => {
  const { supervisor, forked, pauses } = surroundings();
  supervisor.start();
  forked[0]?.report(ready);
  const stopped = supervisor.stop();
  expect(forked[0]?.stops).toBe(1);
  forked[0]?.exit();
  await stopped;
  expect([forked.length, pauses.length]).toEqual([1, 0]);
});

test('a stop during a pause ends the trying', async () => {
  const { supervisor, forked, pauses } = surroundings();
  supervisor.start();
  forked[0]?.exit();
  await supervisor.stop();
  expect(pauses[0]?.isCancelled).toBe(true);
});

test('a restart that a person asked for is no failure: nobody reaches the old engine, the new one comes at its end', () => {
  const { supervisor, forked, pauses, states } = surroundings();
  supervisor.start();
  forked[0]?.report(ready);
  supervisor.restart();
  expect([forked[0]?.stops, supervisor.url]).toEqual([1, undefined]);
  forked[0]?.report(ready);
  forked[0]?.exit();
  expect([forked.length, pauses.length]).toEqual([2, 0]);
  expect(states.map(({ status }) => status)).toEqual(['ready', 'starting']);
  forked[1]?.report(ready);
  forked[1]?.exit();
  expect(states.at(-1)).toMatchObject({ status: 'restarting', attempt: 1 });
});

test('a restart during a pause comes at once', () => {
  const { supervisor, forked, pauses, states } = surroundings();
  supervisor.start();
  forked[0]?.exit();
  supervisor.restart();
  expect([forked.length, pauses[0]?.isCancelled, states.at(-1)?.status]).toEqual([2, true, 'starting']);
});
