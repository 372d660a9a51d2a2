import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(import.meta.dirname, '../out/engine/tidemark.js');
const START_LIMIT_MS = 20_000;

/** The built engine on a data folder of its own; it can be stopped and started again at the same address. */
export class Engine {
  readonly #folder: string;
  #process: ChildProcess | undefined;
  #url = '';

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async start(): Promise<Engine> {
    if (!existsSync(program))
      throw new Error(`${program} is missing: build the engine and the renderer first.`);
    const engine = new Engine(await mkdtemp(join(tmpdir(), 'tidemark-e2e-')));
    await engine.start();
    return engine;
  }

  /** Its data directory. */
  get folder(): string {
    return this.#folder;
  }

  /** The tracking URI. */
  get url(): string {
    return this.#url;
  }

  async start(): Promise<void> {
    const port = this.#url === '' ? '0' : new URL(this.#url).port;
    const args = [program, 'serve', '--data', this.#folder, '--port', port];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    this.#url = await printedUrl(child);
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Calls an operation below /api/2.0/mlflow; throws what the engine answers to a bad one. */
  async post<Answer>(path: string, body: unknown): Promise<Answer> {
    const response = await fetch(`${this.#url}/api/2.0/mlflow/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  }
}

function printedUrl(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((found, failed) => {
    const fail = (why: string) => failed(new Error(`The engine ${why}. It printed:\n${output}`));
    const timer = setTimeout(() => fail(`printed no address within ${START_LIMIT_MS} ms`), START_LIMIT_MS);
    const read = (chunk: Buffer) => {
      output += chunk;
      const [url] = /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(output) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      found(url);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
}
