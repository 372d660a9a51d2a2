import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyDataSet, type DataSet } from '../test/data/index.ts';
import { type Engine as Serving, startEngine } from '../test/engine.ts';

/** The built engine on a data folder of its own; it can be stopped and started again at the same address. */
export class Engine {
  readonly #folder: string;
  #serving: Serving | undefined;
  #url = '';

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Starts it on an empty folder, or on a copy of a data set. */
  static async start(dataSet?: DataSet): Promise<Engine> {
    const engine = new Engine(await mkdtemp(join(tmpdir(), 'tidemark-e2e-')));
    if (dataSet !== undefined) await copyDataSet(dataSet, engine.folder);
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
    this.#serving = await startEngine(this.#folder, port);
    this.#url = this.#serving.url;
  }

  async stop(): Promise<void> {
    await this.#serving?.stop();
    this.#serving = undefined;
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
