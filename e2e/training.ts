import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { pythonVenv } from '../test/setup/index.ts';
import type { Engine } from './engine.ts';

const script = resolve(import.meta.dirname, '../test/data/train.py');

/** A training script, by MLflow's own client, that goes on when it is told to. */
export class Training {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;
  #runId = '';

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#process = child;
    this.#lines = createInterface(child.stdout);
  }

  /** Starts the script as a person does after pasting the line of the page; answers when its run has begun. */
  static async start(engine: Engine): Promise<Training> {
    const { python } = await pythonVenv('mlflow');
    const env = { ...process.env, MLFLOW_TRACKING_URI: engine.url, MLFLOW_DISABLE_TELEMETRY: 'true' };
    const training = new Training(spawn(python, [script], { env, cwd: join(script, '..') }));
    training.#runId = await training.#nextLine();
    return training;
  }

  get runId(): string {
    return this.#runId;
  }

  /** Logs 20 more steps; answers with their number so far when the engine has them. */
  async epoch(): Promise<number> {
    this.#process.stdin.write('\n');
    return Number(await this.#nextLine());
  }

  /** Lets it end its run and leave. */
  async finish(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.stdin.end();
    await ended;
  }

  /** Ends it as the system does when memory runs out. */
  async kill(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }

  async #nextLine(): Promise<string> {
    let said = '';
    const listen = (text: Buffer) => {
      said += text;
    };
    this.#process.stderr.on('data', listen);
    const line = await Promise.race([
      once(this.#lines, 'line').then(([text]) => String(text)),
      once(this.#lines, 'close').then(() => undefined),
    ]);
    this.#process.stderr.off('data', listen);
    if (line === undefined) throw new Error(`The training script ended:\n${said}`);
    return line;
  }
}
