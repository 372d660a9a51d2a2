import { hash } from 'node:crypto';
import type { ChangeEvent } from '../contract/index.ts';
import type { Database, SqlRow } from './database.ts';

export type Change = Omit<ChangeEvent, 'seq'>;

const COLUMNS =
  'seq, time, actor, source, operation, object_type, object_id, experiment_id, workspace, counts';
const FIRST_HASH = Buffer.alloc(32);

function eventOf(row: SqlRow): ChangeEvent {
  const [seq, time, actor, source, operation, object_type, object_id, experiment_id, workspace, counts] = row;
  return {
    seq,
    time,
    actor,
    source,
    operation,
    object_type,
    object_id,
    experiment_id,
    workspace,
    counts: JSON.parse(String(counts)),
  } as ChangeEvent;
}

/** Which changes to list; those of one object or one operation are found by reading back from `before`. */
export interface ChangeSearch {
  workspace: string;
  before: number;
  limit: number;
  object_id?: string | undefined;
  operation?: string | undefined;
}

/** Changes before a sequence number, newest first. */
export function changesBefore(database: Database, search: ChangeSearch): ChangeEvent[] {
  const { workspace, before, limit, object_id, operation } = search;
  const wanted = Object.entries({ workspace, object_id, operation }).flatMap(([column, value]) =>
    value === undefined ? [] : [{ text: `${column} = ?`, value }],
  );
  const where = ['seq < ?', ...wanted.map(({ text }) => text)].join(' AND ');
  return database
    .statement(`SELECT ${COLUMNS} FROM changes WHERE ${where} ORDER BY seq DESC LIMIT ?`)
    .all(before, ...wanted.map(({ value }) => value), limit)
    .map(eventOf);
}

/** SHA-256 over the previous row's hash and this row, so that an edit, a removal or a reordering shows. */
export function changeHash(previous: Uint8Array, row: readonly (string | number)[]): Buffer {
  return hash('sha256', Buffer.concat([previous, Buffer.from(JSON.stringify(row))]), 'buffer');
}

/** The append-only log: audit trail, live feed and outbox in one. One row per operation, in the transaction of its write. */
export class ChangeLog {
  readonly #database: Database;
  readonly #listeners = new Set<(events: readonly ChangeEvent[]) => void>();
  #last: { seq: number; hash: Uint8Array } | undefined;
  #pending: ChangeEvent[] = [];
  #head: number;

  constructor(database: Database) {
    this.#database = database;
    this.#head = this.#tail().seq;
  }

  #tail(): { seq: number; hash: Uint8Array } {
    const row = this.#database.statement('SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1').get();
    return row === undefined
      ? { seq: 0, hash: FIRST_HASH }
      : { seq: Number(row[0]), hash: row[1] as Uint8Array };
  }

  /** Adds a row. Call within the transaction that makes the change. Answers the very event that listeners get once it is committed. */
  append(change: Change): ChangeEvent {
    this.#last ??= this.#tail();
    const seq = this.#last.seq + 1;
    const row = [
      seq,
      change.time,
      change.actor,
      change.source,
      change.operation,
      change.object_type,
      change.object_id,
      change.experiment_id,
      change.workspace,
      JSON.stringify(change.counts),
    ];
    const digest = changeHash(this.#last.hash, row);
    this.#database
      .statement(`INSERT INTO changes (${COLUMNS}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
      .run(...row, digest);
    this.#last = { seq, hash: digest };
    const event = { seq, ...change };
    this.#pending.push(event);
    return event;
  }

  /** Number of rows appended in the open transaction: a point to return to. */
  get mark(): number {
    return this.#pending.length;
  }

  /** Forgets what was appended since `mark`, after its transaction or savepoint was rolled back. */
  rollBack(mark: number): void {
    this.#pending.length = mark;
    this.#last = undefined;
  }

  /** Tells the listeners, after the commit. */
  publish(): void {
    const events = this.#pending;
    this.#pending = [];
    const newest = events.at(-1);
    if (newest === undefined) return;
    this.#head = newest.seq;
    for (const listener of this.#listeners) listener(events);
  }

  /** Sequence number of the newest committed change; 0 before the first. */
  head(): number {
    return this.#head;
  }

  /** Committed changes after `seq`, oldest first, `limit` at most. */
  after(seq: number, limit: number): ChangeEvent[] {
    const sql = `SELECT ${COLUMNS} FROM changes WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`;
    return this.#database.statement(sql).all(seq, this.#head, limit).map(eventOf);
  }

  /** Calls `listener` after each commit with its changes; the returned function ends that. */
  subscribe(listener: (events: readonly ChangeEvent[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sequence number of the first row whose hash does not follow from the row before it; undefined when all do. */
  firstBroken(): number | undefined {
    let previous: Uint8Array = FIRST_HASH;
    for (const row of this.#database
      .statement(`SELECT ${COLUMNS}, hash FROM changes ORDER BY seq`)
      .iterate()) {
      const expected = changeHash(previous, row.slice(0, 10) as (string | number)[]);
      previous = row[10] as Uint8Array;
      if (!expected.equals(previous)) return Number(row[0]);
    }
    return undefined;
  }
}
