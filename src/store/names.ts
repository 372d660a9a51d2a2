import type { Database } from './database.ts';

const KEPT = 200_000;

/** Keys of metrics, params and tags, stored once each and known by a small integer. */
export class Names {
  readonly #database: Database;
  readonly #ids = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** The id of a name, stored now if it is new. Call within a write transaction. */
  intern(name: string): number {
    const known = this.find(name);
    if (known !== undefined) return known;
    const id = Number(
      this.#database.statement('INSERT INTO names (name) VALUES (?)').run(name).lastInsertRowid,
    );
    this.#keep(name, id);
    return id;
  }

  /** The id of a name, or undefined where nothing was ever logged by it. */
  find(name: string): number | undefined {
    const kept = this.#ids.get(name);
    if (kept !== undefined) return kept;
    const id = this.#database.value('SELECT id FROM names WHERE name = ?', name);
    if (id === undefined) return undefined;
    this.#keep(name, Number(id));
    return Number(id);
  }

  #keep(name: string, id: number): void {
    if (this.#ids.size >= KEPT) this.#ids.clear();
    this.#ids.set(name, id);
  }

  /** A rolled-back transaction may have taken names with it. */
  forget(): void {
    this.#ids.clear();
  }
}
