import type { Database, SqlRow } from './database.ts';
import type { VersionMove } from './model-versions.ts';

/** A line of a model's history that is stored. */
export interface StoredVersionMove extends VersionMove {
  id: number;
}

const COLUMNS =
  'id, model, version, kind, stage, from_stage, alias, from_version, archived_by, request_id, comment, time, actor';

const textOf = (value: SqlRow[number] | undefined) => (value == null ? undefined : String(value));
const numberOf = (value: SqlRow[number] | undefined) => (value == null ? undefined : Number(value));

function moveOf(row: SqlRow): StoredVersionMove {
  return {
    id: Number(row[0]),
    model: Number(row[1]),
    version: Number(row[2]),
    kind: row[3] as VersionMove['kind'],
    stage: textOf(row[4]),
    from_stage: textOf(row[5]),
    alias: textOf(row[6]),
    from_version: numberOf(row[7]),
    archived_by: numberOf(row[8]),
    request_id: textOf(row[9]),
    comment: textOf(row[10]),
    time: Number(row[11]),
    actor: String(row[12]),
  };
}

/** Which lines of a model's history to list; `before` is the row number that the page before ended with. */
export interface MoveSearch {
  model: number;
  version: number | undefined;
  before: number | undefined;
  limit: number;
}

/** One page of a history, newest first. */
export function listVersionMoves(database: Database, search: MoveSearch): StoredVersionMove[] {
  const { model, version, before = Number.MAX_SAFE_INTEGER, limit } = search;
  const ofVersion = version === undefined ? '' : 'AND version = ?';
  return database
    .statement(
      `SELECT ${COLUMNS} FROM version_moves WHERE model = ? ${ofVersion} AND id < ? ORDER BY id DESC LIMIT ?`,
    )
    .all(model, ...(version === undefined ? [] : [version]), before, limit)
    .map(moveOf);
}

/** What a history says of where versions were. */
export type PastMove = Pick<StoredVersionMove, 'version' | 'kind' | 'stage' | 'alias' | 'time' | 'actor'>;

/** The history of a model up to a time, oldest first. */
export function versionMovesUntil(database: Database, model: number, time: number): PastMove[] {
  return database
    .statement(
      'SELECT version, kind, stage, alias, time, actor FROM version_moves WHERE model = ? AND time <= ? ORDER BY id',
    )
    .all(model, time)
    .map(([version, kind, stage, alias, at, actor]) => ({
      version: Number(version),
      kind: kind as VersionMove['kind'],
      stage: textOf(stage),
      alias: textOf(alias),
      time: Number(at),
      actor: String(actor),
    }));
}

/** When the history of a model begins. */
export function firstMoveTime(database: Database, model: number): number | undefined {
  const time = database.value('SELECT time FROM version_moves WHERE model = ? ORDER BY id LIMIT 1', model);
  return time === undefined ? undefined : Number(time);
}

/** The line by which each version of a model that exists came to its stage. */
export function lastStageMoves(
  database: Database,
  model: number,
): Map<number, { time: number; actor: string }> {
  const rows = database
    .statement(
      `SELECT v.version, h.time, h.actor FROM model_versions v JOIN version_moves h ON h.id =
         (SELECT id FROM version_moves WHERE model = v.model AND version = v.version AND kind IN ('created', 'stage') ORDER BY id DESC LIMIT 1)
       WHERE v.model = ?`,
    )
    .all(model);
  return new Map(
    rows.map(([version, time, actor]) => [Number(version), { time: Number(time), actor: String(actor) }]),
  );
}

/** How many versions of how many models of a workspace are in a stage, with one of them. */
export function versionsHolding(
  database: Database,
  workspace: string,
  stage: string,
): { versions: number; models: number; name: string; version: number } | undefined {
  const row = database
    .statement(
      `SELECT count(*), count(DISTINCT m.id), min(m.name), v.version FROM registered_models m
       CROSS JOIN model_versions v ON v.model = m.id AND v.stage = ? WHERE m.workspace = ?`,
    )
    .get(stage, workspace);
  if (row === undefined || row[0] === 0) return undefined;
  const [versions, models, name, version] = row;
  return { versions: Number(versions), models: Number(models), name: String(name), version: Number(version) };
}

/** Puts the versions of one stage into another with a line of history each, and answers how many. Call within a write. */
export function renameStage(
  database: Database,
  workspace: string,
  change: { from: string; to: string; comment: string; time: number; actor: string },
): number {
  const { from, to, comment, time, actor } = change;
  const held =
    'FROM registered_models m CROSS JOIN model_versions v ON v.model = m.id AND v.stage = ? WHERE m.workspace = ?';
  database
    .statement(
      `INSERT INTO version_moves (model, version, kind, stage, from_stage, comment, time, actor)
       SELECT v.model, v.version, 'stage', ?, ?, ?, ?, ? ${held} ORDER BY v.model, v.version`,
    )
    .run(to, from, comment, time, actor, from, workspace);
  return database
    .statement(`UPDATE model_versions SET stage = ? WHERE id IN (SELECT v.id ${held})`)
    .run(to, from, workspace).changes;
}

/** Numbers of the versions of a model that exist. */
export function existingVersions(database: Database, model: number): Set<number> {
  const rows = database.statement('SELECT version FROM model_versions WHERE model = ?').all(model);
  return new Set(rows.map(([version]) => Number(version)));
}
