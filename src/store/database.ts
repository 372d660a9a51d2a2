import { TrackingError } from '../contract/index.ts';

/** A value SQLite stores; integers beyond 2^53 are bound as bigint. */
export type SqlValue = string | number | bigint | Uint8Array | null;
export type SqlRow = SqlValue[];

/** A prepared statement; rows come as arrays in column order. */
export interface Statement {
  run(...values: SqlValue[]): { changes: number; lastInsertRowid: number | bigint };
  get(...values: SqlValue[]): SqlRow | undefined;
  all(...values: SqlValue[]): SqlRow[];
  iterate(...values: SqlValue[]): IterableIterator<SqlRow>;
}

interface Driver {
  prepare(sql: string): Statement & { reader: boolean; raw(): Statement };
  exec(sql: string): void;
  function(name: string, options: { directOnly: boolean }, body: (...values: SqlValue[]) => SqlValue): void;
  pragma(text: string, options?: { simple: boolean }): unknown;
  close(): void;
  readonly inTransaction: boolean;
}

const KEPT_STATEMENTS = 500;

/** The native module aborts the whole process under an older Node-API, so the check must come before the import. */
async function loadDriver(): Promise<new (path: string, options: object) => Driver> {
  if (Number(process.versions.napi) < 10)
    throw new TrackingError(
      'INVALID_STATE',
      `Tidemark needs Node 22.14 or newer; this is Node ${process.versions.node}. In a clone, start it with "npm run -s tidemark".`,
    );
  return (await import('better-sqlite3')).default as unknown as new (
    path: string,
    options: object,
  ) => Driver;
}

/** One SQLite connection with its prepared statements kept by text. */
export class Database {
  readonly path: string;
  readonly #driver: Driver;
  readonly #statements = new Map<string, Statement>();
  #visit: ((first: SqlValue, second: SqlValue) => void) | undefined;

  constructor(path: string, driver: Driver) {
    this.path = path;
    this.#driver = driver;
  }

  /** The statement of this text, prepared at first use; the least recently made is dropped beyond a few hundred. */
  statement(sql: string): Statement {
    const kept = this.#statements.get(sql);
    if (kept !== undefined) return kept;
    const prepared = this.#driver.prepare(sql);
    const statement = prepared.reader ? prepared.raw() : prepared;
    if (this.#statements.size >= KEPT_STATEMENTS) {
      const oldest = this.#statements.keys().next().value;
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    this.#statements.set(sql, statement);
    return statement;
  }

  exec(sql: string): void {
    this.#driver.exec(sql);
  }

  pragma(name: string): SqlValue {
    return this.#driver.pragma(name, { simple: true }) as SqlValue;
  }

  /** One value of the first row, or undefined. */
  value(sql: string, ...values: SqlValue[]): SqlValue | undefined {
    return this.statement(sql).get(...values)?.[0];
  }

  /**
   * Calls `visit` with the two values of each row, in the order of the query: `first` and `second` are what it names them. Half the
   * time of reading rows, since no object is made of one.
   */
  visit(sql: string, values: readonly SqlValue[], visit: (first: SqlValue, second: SqlValue) => void): void {
    if (this.#visit === undefined)
      this.#driver.function('visit', { directOnly: true }, (first, second) => {
        this.#visit?.(first as SqlValue, second as SqlValue);
        return null;
      });
    this.#visit = visit;
    this.statement(`SELECT count(visit(first, second)) FROM (${sql})`).get(...values);
  }

  /** Runs reads that have to see one state of the data, whatever others commit meanwhile. */
  snapshot<T>(read: () => T): T {
    this.statement('BEGIN').run();
    try {
      return read();
    } finally {
      if (this.inTransaction) this.statement('COMMIT').run();
    }
  }

  get inTransaction(): boolean {
    return this.#driver.inTransaction;
  }

  close(): void {
    this.#statements.clear();
    this.#driver.close();
  }
}

/** How commits reach the disk. FULL: 200 means on disk. NORMAL may lose the last commits on power loss, never the file. */
export type Synchronous = 'FULL' | 'NORMAL';

/** Opens the one writing connection: WAL, foreign keys, `synchronous`; creates the file where it is missing. */
export async function openWriter(path: string, synchronous: Synchronous): Promise<Database> {
  const Driver = await loadDriver();
  const database = new Database(path, new Driver(path, { timeout: 5000 }));
  // Only an empty file can take it (docs/decisions/0003), and one of a newer Tidemark must not be written.
  if (database.pragma('page_count') === 0) database.pragma('auto_vacuum = INCREMENTAL');
  database.pragma('journal_mode = WAL');
  database.pragma(`synchronous = ${synchronous}`);
  database.pragma('fullfsync = ON');
  database.pragma('checkpoint_fullfsync = ON');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -32000');
  database.pragma('temp_store = MEMORY');
  database.pragma('journal_size_limit = 67108864');
  return database;
}

/** Opens a connection that cannot write. The file must exist. */
export async function openReader(path: string): Promise<Database> {
  const Driver = await loadDriver();
  const database = new Database(
    path,
    new Driver(path, { readonly: true, fileMustExist: true, timeout: 5000 }),
  );
  database.pragma('cache_size = -16000');
  database.pragma('temp_store = MEMORY');
  database.pragma('mmap_size = 268435456');
  return database;
}

/** Two that ask at the same moment can each turn the other away; who waits this long meets only an owner that stays. */
const LOCK_PATIENCE_MS = 250;

/** Opens a side file and holds SQLite's exclusive lock on it until closed. Throws SQLITE_BUSY where another holds it. */
export async function openExclusive(path: string): Promise<Database> {
  const Driver = await loadDriver();
  const database = new Database(path, new Driver(path, { timeout: LOCK_PATIENCE_MS }));
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

const SQLITE_ERRORS: Record<string, () => TrackingError> = {
  SQLITE_FULL: () =>
    new TrackingError(
      'INSUFFICIENT_STORAGE',
      'The disk that holds the data directory is full: nothing of this request was stored. Free some space and send it again.',
    ),
  SQLITE_READONLY: () => unavailable('The data directory is read-only'),
  SQLITE_CANTOPEN: () => unavailable('The database file cannot be opened'),
  SQLITE_IOERR: () => unavailable('The disk that holds the data directory reports an input/output error'),
  SQLITE_BUSY: () => unavailable('Another program holds the database'),
  SQLITE_CORRUPT: () =>
    new TrackingError(
      'DATA_LOSS',
      'The database file is damaged. Run "tidemark doctor" and restore the latest backup from the data directory.',
    ),
};

function unavailable(what: string): TrackingError {
  return new TrackingError('TEMPORARILY_UNAVAILABLE', `${what}: nothing of this request was stored.`);
}

/** What a person may see of a driver's error: never SQL text. Other errors pass unchanged. */
export function storageError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = Object.entries(SQLITE_ERRORS).find(([name]) => code.startsWith(name));
  return known === undefined ? error : Object.assign(known[1](), { cause: error });
}

/** SQL of an int64 column that keeps integers beyond 2^53 as text, since the driver reads integers as doubles. */
export function int64Sql(column: string): string {
  return `iif(${column} BETWEEN -9007199254740991 AND 9007199254740991, ${column}, CAST(${column} AS TEXT))`;
}

/** The int64 of a column read through `int64Sql`. */
export function int64Of(value: SqlValue | undefined): number | bigint {
  return typeof value === 'string' ? BigInt(value) : Number(value);
}
