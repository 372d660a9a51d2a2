import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArtifactStore, openFileArtifactStore } from '../../artifacts/index.ts';
import {
  type Answer,
  type Caller,
  EncodedJson,
  type LivePoints,
  type OperationName,
  parseRequest,
  type RequestInput,
  type Response,
  TrackingError,
} from '../../contract/index.ts';
import { openStore, type Store } from '../../store/index.ts';
import { type Engine, openContext, openEngine, openLivePoints, type Signals, type World } from '../index.ts';

/** When tests begin, in epoch milliseconds. */
export const START = 1_790_000_000_000;

const CALLER: Caller = { actor: 'local', workspace: 'default' };

/** Chance that gives the same numbers each time. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

/** An answer as a client reads it, whichever way the engine gave it. */
export async function decoded(answer: Answer<OperationName>): Promise<unknown> {
  if (!(answer instanceof EncodedJson)) return answer;
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.chunks) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

interface Opened {
  store: Store;
  artifacts: ArtifactStore;
  signals: Signals;
  points: LivePoints;
  tracker: Engine;
}

/** An engine over a data directory of its own, called the way the endpoint calls it: with JSON. */
export class TestEngine implements AsyncDisposable {
  store: Store;
  artifacts: ArtifactStore;
  signals: Signals;
  points: LivePoints;
  #tracker: Engine;
  readonly #directory: string;
  readonly #clock: { time: number };
  readonly #open: () => Promise<Opened>;

  constructor(opened: Opened, directory: string, clock: { time: number }, open: () => Promise<Opened>) {
    ({
      store: this.store,
      artifacts: this.artifacts,
      signals: this.signals,
      points: this.points,
      tracker: this.#tracker,
    } = opened);
    this.#directory = directory;
    this.#clock = clock;
    this.#open = open;
  }

  /** Closes everything and opens it anew; `between` has the data directory to itself. */
  async restart(between: (directory: string) => Promise<void> = async () => undefined): Promise<void> {
    this.#tracker.close();
    await this.store.close();
    await between(this.#directory);
    const { store, artifacts, signals, points, tracker } = await this.#open();
    Object.assign(this, { store, artifacts, signals, points });
    this.#tracker = tracker;
  }

  /** What the host has the engine do after a start. */
  resume(): Promise<void> {
    return this.#tracker.resume();
  }

  /** Lets time go on by so many milliseconds. */
  advance(milliseconds: number): void {
    this.#clock.time += milliseconds;
  }

  /** Sends a message through the contract's parser; answers what a client would read. */
  async send(name: OperationName, message: unknown, caller = CALLER): Promise<unknown> {
    return decoded(await this.raw(name, message, caller));
  }

  /** The same, undecoded. */
  async raw(name: OperationName, message: unknown, caller = CALLER): Promise<Answer<OperationName>> {
    return this.#tracker.call(name, parseRequest(name, structuredClone(message)), caller);
  }

  /** The same for a well-typed request. */
  call<Name extends OperationName>(
    name: Name,
    request: Partial<RequestInput<Name>>,
  ): Promise<Response<Name>> {
    return this.send(name, request) as Promise<Response<Name>>;
  }

  /** The error code and message that a message is refused with; 'accepted' where it is not. */
  async refusal(name: OperationName, message: unknown, caller = CALLER): Promise<string> {
    try {
      await this.send(name, message, caller);
    } catch (error) {
      if (error instanceof TrackingError) return `${error.code}: ${error.message}`;
      throw error;
    }
    return 'accepted';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#tracker.close();
    await this.store.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

/** Opens an engine in a new temporary directory, with a clock that stands still and seeded chance. */
export async function openTestEngine(options: Partial<World> = {}): Promise<TestEngine> {
  const directory = mkdtempSync(join(tmpdir(), 'engine-'));
  const clock = { time: START };
  const random = seeded(1);
  let ids = 0;
  const newId = () => {
    ids += 1;
    return ids.toString(16).padStart(32, '0');
  };
  const open = async (): Promise<Opened> => {
    const now = () => clock.time;
    const store = await openStore({ directory, now, synchronous: 'NORMAL' });
    const files = await openFileArtifactStore(join(directory, 'artifacts'));
    const about = { version: '1.2.3', start_time: START, url: () => 'http://127.0.0.1:5000' };
    const report = (error: unknown) => {
      throw error;
    };
    const context = openContext({ store, artifacts: files, now, random, newId, about, report, ...options });
    const { artifacts, signals } = context;
    return { store, artifacts, signals, points: openLivePoints(context), tracker: await openEngine(context) };
  };
  return new TestEngine(await open(), directory, clock, open);
}
