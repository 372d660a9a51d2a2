import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Attempt, type Engine, runTidemark as run, serving } from '../engine.ts';

export { type Attempt, type Engine, engineOf } from '../engine.ts';

/** A folder that is removed when the test has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-durability-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the command line with these arguments, under the program of `under` where one is given; killed after the test. */
export function runTidemark(args: readonly string[], under: readonly string[] = []): Attempt {
  const attempt = run(args, under);
  onTestFinished(() => {
    attempt.child.kill('SIGKILL');
  });
  return attempt;
}

/** Begins `tidemark serve` on a directory, on any free port; killed after the test. */
export function attemptStart(
  directory: string,
  args: readonly string[] = [],
  under: readonly string[] = [],
): Attempt {
  return runTidemark(['serve', '--data', directory, '--port', '0', ...args], under);
}

/** Starts the engine for one test and waits until it serves; throws with what it said when it ends instead. */
export function startEngine(
  directory: string,
  args: readonly string[] = [],
  under: readonly string[] = [],
): Promise<Engine> {
  return serving(attemptStart(directory, args, under));
}
