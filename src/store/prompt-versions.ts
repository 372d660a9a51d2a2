import type { Database } from './database.ts';

/** Row numbers and numbers of versions below `before`, newest first. */
export function versionsBefore(
  database: Database,
  model: number,
  before: number,
  limit: number,
): { id: number; version: number }[] {
  return database
    .statement(
      'SELECT id, version FROM model_versions WHERE model = ? AND version < ? ORDER BY version DESC LIMIT ?',
    )
    .all(model, before, limit)
    .map(([id, version]) => ({ id: Number(id), version: Number(version) }));
}

/** The versions of a prompt with those they were edited from, by number. */
export function versionParents(database: Database, model: number): { version: number; parents: number[] }[] {
  return database
    .statement(
      'SELECT version, parent_version, merged_version FROM model_versions WHERE model = ? ORDER BY version',
    )
    .all(model)
    .map(([version, ...parents]) => ({
      version: Number(version),
      parents: parents.filter((parent) => parent !== null).map(Number),
    }));
}
