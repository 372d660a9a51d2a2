import type { TransitionRequest } from '../contract/index.ts';
import type { Database, SqlRow } from './database.ts';

export interface StoredRequest {
  request_id: string;
  /** Row number. */
  model: number;
  /** What the model is called now. */
  name: string;
  is_prompt: boolean;
  version: number;
  stage: string | undefined;
  alias: string | undefined;
  archive_existing_versions: boolean;
  comment: string | undefined;
  actor: string;
  creation_time: number;
  state: TransitionRequest['state'];
  decided_by: string | undefined;
  decided_time: number | undefined;
  decision_comment: string | undefined;
}

export type NewRequest = Omit<
  StoredRequest,
  'name' | 'is_prompt' | 'state' | 'decided_by' | 'decided_time' | 'decision_comment'
>;

/** How a request ends. */
export interface Decision {
  state: Exclude<TransitionRequest['state'], 'pending'>;
  decided_by: string;
  decided_time: number;
  decision_comment: string | undefined;
}

const COLUMNS =
  't.request_id, t.model, m.name, m.is_prompt, t.version, t.stage, t.alias, t.archive_existing_versions, t.comment, t.actor, t.creation_time, t.state, t.decided_by, t.decided_time, t.decision_comment';
const FROM = 'FROM transition_requests t JOIN registered_models m ON m.id = t.model';

const textOf = (value: SqlRow[number] | undefined) => (value == null ? undefined : String(value));

function requestOf(row: SqlRow): StoredRequest {
  return {
    request_id: String(row[0]),
    model: Number(row[1]),
    name: String(row[2]),
    is_prompt: row[3] === 1,
    version: Number(row[4]),
    stage: textOf(row[5]),
    alias: textOf(row[6]),
    archive_existing_versions: row[7] === 1,
    comment: textOf(row[8]),
    actor: String(row[9]),
    creation_time: Number(row[10]),
    state: row[11] as StoredRequest['state'],
    decided_by: textOf(row[12]),
    decided_time: row[13] == null ? undefined : Number(row[13]),
    decision_comment: textOf(row[14]),
  };
}

/** Stores a request, pending. Call within a write. */
export function insertTransitionRequest(database: Database, request: NewRequest): void {
  const { request_id, model, version, stage, alias, archive_existing_versions, comment } = request;
  database
    .statement(
      `INSERT INTO transition_requests (request_id, model, version, stage, alias, archive_existing_versions, comment, actor, creation_time, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')`,
    )
    .run(
      ...[request_id, model, version, stage ?? null, alias ?? null, archive_existing_versions ? 1 : 0],
      ...[comment ?? null, request.actor, request.creation_time],
    );
}

export function findTransitionRequest(
  database: Database,
  workspace: string,
  requestId: string,
): StoredRequest | undefined {
  const row = database
    .statement(`SELECT ${COLUMNS} ${FROM} WHERE t.request_id = ? AND m.workspace = ?`)
    .get(requestId, workspace);
  return row && requestOf(row);
}

/** The pending requests of a model, newest first. */
export function pendingRequestsOf(database: Database, model: number): StoredRequest[] {
  return database
    .statement(
      `SELECT ${COLUMNS} ${FROM} WHERE t.model = ? AND t.state = 'pending' ORDER BY t.creation_time DESC, t.request_id`,
    )
    .all(model)
    .map(requestOf);
}

/** How many pending requests models have, by row number; those without any are missing. */
export function countPendingRequests(database: Database, models: readonly number[]): Map<number, number> {
  const rows = database
    .statement(
      `SELECT j.value, count(*) FROM json_each(?) j JOIN transition_requests t ON t.model = j.value AND t.state = 'pending' GROUP BY j.value`,
    )
    .all(JSON.stringify(models));
  return new Map(rows.map(([model, count]) => [Number(model), Number(count)]));
}

/** Which requests to list; `after` is the time and id that the page before ended with. */
export interface RequestSearch {
  workspace: string;
  /** Row number. */
  model: number | undefined;
  version: number | undefined;
  state: TransitionRequest['state'];
  after: readonly [time: number, requestId: string] | undefined;
  limit: number;
}

/** One page of requests, newest first. */
export function listTransitionRequests(database: Database, search: RequestSearch): StoredRequest[] {
  const { workspace, model, version, state, after, limit } = search;
  const conditions: [string, (string | number)[]][] = [
    ['m.workspace = ?', [workspace]],
    ['t.state = ?', [state]],
    ...(model === undefined ? [] : [['t.model = ?', [model]] satisfies [string, number[]]]),
    ...(version === undefined ? [] : [['t.version = ?', [version]] satisfies [string, number[]]]),
    ...(after === undefined
      ? []
      : [
          [
            't.creation_time <= ? AND (t.creation_time < ? OR t.request_id > ?)',
            [after[0], after[0], after[1]],
          ] satisfies [string, (string | number)[]],
        ]),
  ];
  const where = conditions.map(([text]) => text).join(' AND ');
  return database
    .statement(`SELECT ${COLUMNS} ${FROM} WHERE ${where} ORDER BY t.creation_time DESC, t.request_id LIMIT ?`)
    .all(...conditions.flatMap(([, values]) => values), limit)
    .map(requestOf);
}

/** Call within a write. */
export function decideTransitionRequest(database: Database, requestId: string, decision: Decision): void {
  const { state, decided_by, decided_time, decision_comment } = decision;
  database
    .statement(
      'UPDATE transition_requests SET state = ?, decided_by = ?, decided_time = ?, decision_comment = ? WHERE request_id = ?',
    )
    .run(state, decided_by, decided_time, decision_comment ?? null, requestId);
}

/** Ids of the pending requests of a workspace that ask for a stage. */
export function requestsForStage(database: Database, workspace: string, stage: string): string[] {
  return database
    .statement(
      `SELECT t.request_id FROM registered_models m CROSS JOIN transition_requests t ON t.model = m.id AND t.state = 'pending'
       WHERE m.workspace = ? AND t.stage = ?`,
    )
    .all(workspace, stage)
    .map(([id]) => String(id));
}

/** Has a pending request ask for another stage. Call within a write. */
export function setRequestedStage(database: Database, requestId: string, stage: string): void {
  database.statement('UPDATE transition_requests SET stage = ? WHERE request_id = ?').run(stage, requestId);
}
