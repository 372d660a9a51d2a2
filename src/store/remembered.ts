import type { Database, SqlValue } from './database.ts';

interface Memory {
  head: SqlValue | undefined;
  values: Map<string, unknown>;
}

const KEPT = 100;
const memories = new WeakMap<Database, Memory>();

/** What a connection computed under this name, until the next change is committed. Call within a snapshot. */
export function remembered<T>(database: Database, name: string, compute: () => T): T {
  const head = database.value('SELECT max(seq) FROM changes');
  let memory = memories.get(database);
  if (memory === undefined || memory.head !== head || memory.values.size >= KEPT) {
    memory = { head, values: new Map() };
    memories.set(database, memory);
  }
  if (!memory.values.has(name)) memory.values.set(name, compute());
  return memory.values.get(name) as T;
}
