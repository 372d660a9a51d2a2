import type { TestEngine } from './open.ts';

/** Tables that tell of what has been, or that several objects share. */
const KEPT = new Set(['settings', 'migrations', 'names', 'changes', 'artifact_removals', 'views']);

/** How many rows there are of everything that belongs to experiments, runs and logged models, by table. */
export function ownedRows(engine: TestEngine): Record<string, number> {
  const { database } = engine.store;
  const tables = database
    .statement("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .all()
    .map(([name]) => String(name))
    .filter((name) => !KEPT.has(name));
  return Object.fromEntries(
    tables.map((name) => [name, Number(database.value(`SELECT count(*) FROM ${name}`))]),
  );
}

export const total = (counts: Record<string, number>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
