import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Attempt, attemptStart, type Engine, engineOf, startEngine, temporaryFolder } from './engine.ts';
import { createRun } from './mlflow.ts';

const ROUNDS = 20;
const TAKEOVER_MS = 2000;
const SERVES = /process (\d+)\) already serves .* at (http:\S+)\./;
const HELD = /Another Tidemark holds /;

/** Waits until one of two starts serves and the other has given up. */
async function race(directory: string): Promise<{ owner: Engine; loser: Attempt; exit: number | string }> {
  const attempts = [attemptStart(directory), attemptStart(directory)] as const;
  const urls = await Promise.all(attempts.map(({ ready }) => ready));
  const owners = urls.filter((url) => url !== undefined);
  expect(owners, attempts.map(({ output }) => output()).join('\n---\n')).toHaveLength(1);
  const [owner, loser] = urls[0] === undefined ? [attempts[1], attempts[0]] : [attempts[0], attempts[1]];
  return { owner: engineOf(owner, owners[0] ?? ''), loser, exit: await loser.ended };
}

it('gives a directory to exactly one of two simultaneous starts, also when the last owner was killed', {
  timeout: 60_000,
}, async () => {
  const directory = temporaryFolder();
  for (let round = 0; round < ROUNDS; round += 1) {
    const { owner, loser, exit } = await race(directory);
    expect(exit, loser.output()).toBe(3);
    const named = SERVES.exec(loser.output());
    if (named === null) expect(loser.output()).toMatch(HELD);
    else expect(named.slice(1)).toEqual([String(owner.pid), owner.url]);
    await owner.kill();
  }
});

it('names the engine that serves a directory to a start that comes later', { timeout: 30_000 }, async () => {
  const directory = temporaryFolder();
  const engine = await startEngine(directory);
  const late = attemptStart(directory);
  expect(await late.ended).toBe(3);
  expect(SERVES.exec(late.output())?.slice(1)).toEqual([String(engine.pid), engine.url]);
  await createRun(engine);
  await engine.kill();
});

it('takes a directory over from a killed engine within two seconds', { timeout: 30_000 }, async () => {
  const directory = temporaryFolder();
  const killed = await startEngine(directory);
  await createRun(killed);
  await killed.kill();
  expect(JSON.parse(readFileSync(join(directory, 'engine.json'), 'utf8')).pid).toBe(killed.pid);
  const started = performance.now();
  const next = await startEngine(directory);
  await createRun(next);
  expect(performance.now() - started).toBeLessThan(TAKEOVER_MS);
  await next.kill();
});
