import { TrackingError } from '../contract/index.ts';
import { type Database, storageError } from './database.ts';

interface Pending {
  work: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
  outcome?: { value: unknown } | { error: unknown };
}

const closed = () =>
  new TrackingError(
    'TEMPORARILY_UNAVAILABLE',
    'The engine is shutting down: nothing of this request was stored.',
  );

/** What must forget its cached view of the database when a transaction or savepoint is rolled back. */
export interface Participant {
  mark(): number;
  rolledBack(mark: number): void;
  committed(): void;
}

/**
 * Runs writes that arrive together in one transaction, a savepoint each, and settles their promises after the commit: one
 * fsync serves all of them, and no answer leaves before its data is on disk.
 */
export class GroupCommit {
  readonly #database: Database;
  readonly #participant: Participant;
  #queue: Pending[] = [];
  #scheduled = false;
  #closed = false;

  constructor(database: Database, participant: Participant) {
    this.#database = database;
    this.#participant = participant;
  }

  /** Queues a synchronous piece of work; resolves with its result once that is durable, rejects with what it threw. */
  run<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed) return reject(closed());
      this.#queue.push({ work, resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      // The check phase comes after every socket that is readable now has been read: what arrived together commits together.
      setImmediate(() => this.#commitQueue());
    });
  }

  #commitQueue(): void {
    this.#scheduled = false;
    const group = this.#queue;
    this.#queue = [];
    if (group.length === 0) return;
    try {
      this.#database.statement('BEGIN IMMEDIATE').run();
      for (const pending of group) this.#attempt(pending);
      this.#database.statement('COMMIT').run();
    } catch (error) {
      this.#failAll(group, error);
      return;
    }
    for (const { outcome, resolve, reject } of group) {
      if (outcome !== undefined && 'value' in outcome) resolve(outcome.value as never);
      else reject(outcome?.error);
    }
    // Last, so that a listener that fails cannot keep the writers waiting for what is on disk already.
    this.#participant.committed();
  }

  #attempt(pending: Pending): void {
    const mark = this.#participant.mark();
    this.#database.statement('SAVEPOINT request').run();
    try {
      pending.outcome = { value: pending.work() };
      this.#database.statement('RELEASE request').run();
    } catch (error) {
      // After a full disk or an I/O error SQLite has already rolled the whole transaction back: then nobody's write stands.
      if (!this.#database.inTransaction) throw error;
      this.#database.statement('ROLLBACK TO request').run();
      this.#database.statement('RELEASE request').run();
      this.#participant.rolledBack(mark);
      pending.outcome = { error: storageError(error) };
    }
  }

  #failAll(group: readonly Pending[], cause: unknown): void {
    if (this.#database.inTransaction) this.#database.statement('ROLLBACK').run();
    this.#participant.rolledBack(0);
    const error = storageError(cause);
    for (const { reject, outcome } of group)
      reject(outcome !== undefined && 'error' in outcome ? outcome.error : error);
  }

  /** Commits what is queued; later calls of `run` are refused. */
  close(): void {
    this.#closed = true;
    this.#commitQueue();
  }
}
