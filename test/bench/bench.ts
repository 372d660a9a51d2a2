import Sqlite from 'better-sqlite3';
import { Connection } from './http-client.ts';
import { MlflowApi } from './mlflow-api.ts';
import type { RunningPeer } from './peers.ts';
import { CpuReading } from './process-tree.ts';
import type { Results } from './results.ts';

/** The server answered, but what is read back is not what was written. */
export class VerificationError extends Error {}

/** The peer has no such operation. */
export class Unsupported extends Error {}

export function verify(isRight: boolean, fault: string): void {
  if (!isRight) throw new VerificationError(fault);
}

/** An experiment of the search scenario, kept for those that search it later. */
export interface Populated {
  experimentId: string;
  runs: number;
}

/** What a scenario works with: one running peer, and where its figures go. */
export class Bench {
  readonly quick: boolean;
  readonly populated: Populated[] = [];
  readonly results: Results;
  readonly #peer: RunningPeer;

  constructor(peer: RunningPeer, results: Results, quick: boolean) {
    this.#peer = peer;
    this.results = results;
    this.quick = quick;
  }

  get pid(): number {
    return this.#peer.pid;
  }

  connect(): Connection {
    return new Connection(this.#peer.url);
  }

  api(): MlflowApi {
    return new MlflowApi(this.connect());
  }

  lower(name: string, unit: string, value: number): void {
    this.results.add(this.#peer.name, { name, unit, better: 'lower' }, value);
  }

  higher(name: string, unit: string, value: number): void {
    this.results.add(this.#peer.name, { name, unit, better: 'higher' }, value);
  }

  note(text: string): void {
    this.results.note(this.#peer.name, text);
  }

  fault(text: string): void {
    this.results.fault(this.#peer.name, text);
  }

  /** Runs `work`, then records the server's CPU time of each of the `count` things it returns the number of. */
  async perRequestCpu(name: string, work: () => Promise<number>): Promise<void> {
    const before = new CpuReading(this.pid);
    const count = await work();
    const seconds = new CpuReading(this.pid).secondsSince(before);
    if (seconds !== undefined) this.lower(`${name}: server CPU`, 'µs', (seconds / count) * 1e6);
  }

  /** Bytes that the database uses, pages in the write-ahead log among them; file sizes alone would not tell. */
  databaseBytes(): number {
    const database = new Sqlite(this.#peer.database, { readonly: true, timeout: 10_000 });
    try {
      const pragma = (name: string) => Number(database.pragma(name, { simple: true }));
      return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
    } finally {
      database.close();
    }
  }
}

/** One way of using a tracker. Each peer gets an instance of its own. */
export interface Scenario {
  name: string;
  /** Fills the peer, once, outside the rounds. */
  prepare?(bench: Bench): Promise<void>;
  /** Measures once; throws VerificationError when data was lost, Unsupported when the peer cannot do it. */
  measure(bench: Bench): Promise<void>;
}

/** Runs `work` for every client at once and returns the seconds until all are done. */
export async function together(clients: number, work: (client: number) => Promise<void>): Promise<number> {
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  return (performance.now() - started) / 1000;
}
