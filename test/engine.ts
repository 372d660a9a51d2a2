import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The built engine; `TIDEMARK_ENGINE` names another build. */
const engineProgram =
  process.env['TIDEMARK_ENGINE'] ?? resolve(import.meta.dirname, '../out/engine/tidemark.js');

const STOP_LIMIT_MS = 10_000;

/** A command line that runs, whatever becomes of it. */
export interface Attempt {
  child: ChildProcess;
  /** What it has printed. */
  output: () => string;
  /** Resolves with the exit code, or with the name of the signal that ended the process. */
  ended: Promise<number | string>;
  /** The address once it answers; undefined when the process ended before. */
  ready: Promise<string | undefined>;
}

/** An engine that serves. */
export interface Engine {
  /** The tracking URI, `http://127.0.0.1:PORT`. */
  url: string;
  pid: number;
  output: () => string;
  ended: Promise<number | string>;
  signal: (name: NodeJS.Signals) => void;
  /** Ends it as a user's Ctrl-C does. */
  stop: () => Promise<void>;
  /** Ends it without a warning and waits until the system has taken everything back. */
  kill: () => Promise<void>;
}

/** Runs the command line with these arguments, under the program of `under` where one is given. */
export function runTidemark(args: readonly string[], under: readonly string[] = []): Attempt {
  if (!existsSync(engineProgram))
    throw new Error(`There is no ${engineProgram}. Build the engine first: npm run build.`);
  const [program = process.execPath, ...rest] = [...under, process.execPath, engineProgram, ...args];
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
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

/** Starts the engine on a directory, on any free port unless one is named, and waits until it serves. */
export function startEngine(directory: string, port = '0'): Promise<Engine> {
  return serving(runTidemark(['serve', '--data', directory, '--port', port]));
}

/** Waits until an attempt serves; throws with what it said when it ends instead. */
export async function serving(attempt: Attempt): Promise<Engine> {
  const url = await attempt.ready;
  if (url === undefined) throw new Error(`The engine ended (${await attempt.ended}):\n${attempt.output()}`);
  return engineOf(attempt, url);
}

/** An attempt that has become a serving engine. */
export function engineOf({ child, output, ended }: Attempt, url: string): Engine {
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(timer);
  };
  return {
    url,
    pid: child.pid ?? 0,
    output,
    ended,
    signal: (name) => child.kill(name),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
