import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

/** The built engine; `TIDEMARK_ENGINE` names another build. */
export const engineProgram =
  process.env['TIDEMARK_ENGINE'] ?? resolve(import.meta.dirname, '../../out/engine/tidemark.js');

export interface Engine {
  url: string;
  pid: number;
  output: () => string;
  /** Resolves with the exit code, or with the name of the signal that ended the process. */
  ended: Promise<number | string>;
  signal: (name: NodeJS.Signals) => void;
  /** Ends it without a warning and waits until the system has taken everything back. */
  kill: () => Promise<void>;
}

export interface Attempt {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | string>;
  /** The address once it answers; undefined when the process ended before. */
  ready: Promise<string | undefined>;
}

/** A folder that is removed when the test has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-durability-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the command line with these arguments, under the program of `under` where one is given; killed after the test. */
export function runTidemark(args: readonly string[], under: readonly string[] = []): Attempt {
  if (!existsSync(engineProgram))
    throw new Error(`There is no ${engineProgram}. Build the engine first: npm run build.`);
  const [program = process.execPath, ...rest] = [...under, process.execPath, engineProgram, ...args];
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  const ended = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | string);
  const ready = new Promise<string | undefined>((settle) => {
    const read = (text: string): void => {
      output += text;
      const url = output.match(/ready at (http:\/\/127\.0\.0\.1:\d+)/)?.[1];
      if (url !== undefined) settle(url);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    void ended.then(() => settle(undefined));
  });
  return { child, output: () => output, ended, ready };
}

/** Begins `tidemark serve` on a directory, on any free port. */
export function attemptStart(
  directory: string,
  args: readonly string[] = [],
  under: readonly string[] = [],
): Attempt {
  return runTidemark(['serve', '--data', directory, '--port', '0', ...args], under);
}

/** Starts the engine and waits until it serves; throws with what it said when it ends instead. */
export async function startEngine(
  directory: string,
  args: readonly string[] = [],
  under: readonly string[] = [],
): Promise<Engine> {
  const attempt = attemptStart(directory, args, under);
  const url = await attempt.ready;
  if (url === undefined) throw new Error(`The engine ended (${await attempt.ended}):\n${attempt.output()}`);
  return engineOf(attempt, url);
}

/** An attempt that has become a serving engine. */
export function engineOf({ child, output, ended }: Attempt, url: string): Engine {
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { url, pid: child.pid ?? 0, output, ended, signal: (name) => child.kill(name), kill };
}
