import type { PromptContent } from '../contract/index.ts';
import type { Database, SqlRow } from './database.ts';

export interface StoredPromptDraft {
  draft_id: string;
  /** Row number and name of the prompt. */
  model: number;
  name: string;
  title: string;
  base_version: number | undefined;
  merged_version: number | undefined;
  content: PromptContent;
  revision: number;
  creation_time: number;
  last_update_time: number;
  actor: string;
  /** Absent while it is not deleted. */
  deleted_time: number | undefined;
}

const COLUMNS =
  'd.draft_id, d.model, m.name, d.title, d.base_version, d.merged_version, d.content, d.revision, d.creation_time, d.last_update_time, d.actor, d.deleted_time';
const FROM = 'FROM prompt_drafts d JOIN registered_models m ON m.id = d.model';

const numberOf = (value: SqlRow[number] | undefined) => (value == null ? undefined : Number(value));

function draftOf(row: SqlRow): StoredPromptDraft {
  return {
    draft_id: String(row[0]),
    model: Number(row[1]),
    name: String(row[2]),
    title: String(row[3]),
    base_version: numberOf(row[4]),
    merged_version: numberOf(row[5]),
    content: JSON.parse(String(row[6])) as PromptContent,
    revision: Number(row[7]),
    creation_time: Number(row[8]),
    last_update_time: Number(row[9]),
    actor: String(row[10]),
    deleted_time: numberOf(row[11]),
  };
}

/** Stores a draft, in the place of the one of its id. Call within a write. */
export function putPromptDraft(database: Database, draft: StoredPromptDraft): void {
  database
    .statement(
      `INSERT OR REPLACE INTO prompt_drafts
         (draft_id, model, title, base_version, merged_version, content, revision, creation_time, last_update_time, actor, deleted_time)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[draft.draft_id, draft.model, draft.title, draft.base_version ?? null, draft.merged_version ?? null],
      ...[JSON.stringify(draft.content), draft.revision, draft.creation_time, draft.last_update_time],
      ...[draft.actor, draft.deleted_time ?? null],
    );
}

/** A draft of a workspace, a deleted one too. */
export function findPromptDraft(
  database: Database,
  workspace: string,
  draftId: string,
): StoredPromptDraft | undefined {
  const row = database
    .statement(`SELECT ${COLUMNS} ${FROM} WHERE d.draft_id = ? AND m.workspace = ?`)
    .get(draftId, workspace);
  return row && draftOf(row);
}

/** The drafts of a prompt, by its row number, that are not deleted; the one written last first. */
export function listPromptDrafts(database: Database, model: number): StoredPromptDraft[] {
  return database
    .statement(
      `SELECT ${COLUMNS} ${FROM} WHERE d.model = ? AND d.deleted_time IS NULL ORDER BY d.last_update_time DESC, d.draft_id`,
    )
    .all(model)
    .map(draftOf);
}

export function countPromptDrafts(database: Database, model: number): number {
  return Number(
    database.value('SELECT count(*) FROM prompt_drafts WHERE model = ? AND deleted_time IS NULL', model),
  );
}

export function removePromptDraft(database: Database, draftId: string): void {
  database.statement('DELETE FROM prompt_drafts WHERE draft_id = ?').run(draftId);
}

/** Removes what was deleted before a time. Call within a write. */
export function sweepPromptDrafts(database: Database, before: number): void {
  database.statement('DELETE FROM prompt_drafts WHERE deleted_time < ?').run(before);
}
