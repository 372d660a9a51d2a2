import { type Caller, invalidParameter, type OperationName } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context } from './context.ts';
import { getModelVersionRow, getRegisteredModelRow } from './find.ts';
import { recordVersion } from './registry-changes.ts';
import { aliasDeleted, aliasSet } from './registry-events.ts';
import { checkAlias, checkNewAlias } from './registry-names.ts';
import { checkMove, findStage, stagesOf } from './registry-settings.ts';
import { tellWebhooks } from './webhook-outbox.ts';

/** What every move may carry along. */
interface MoveReason {
  comment?: string | undefined;
  /** The transition request that was approved; it stands for the approval that the settings ask for. */
  request_id?: string | undefined;
  /** The operation that the change row names; the one of MLflow's wire where it is left out. */
  operation?: OperationName;
}

export interface StageMove extends MoveReason {
  name: string;
  version: string | number;
  /** A stage of the workspace in any case, or one of MLflow's. */
  stage: string;
  archive_existing_versions?: boolean | undefined;
}

export interface AliasMove extends MoveReason {
  name: string;
  alias: string;
  version: string | number;
}

/** The version before the move, and the model it is of. */
export interface Moved {
  model: store.RegisteredModelRow;
  version: store.ModelVersionRow;
}

function archiveStage(context: Context, caller: Caller, stage: string): string {
  const stages = stagesOf(context, caller.workspace);
  const found = stages.find(({ name }) => name === stage);
  if (found?.classic !== 'Staging' && found?.classic !== 'Production')
    throw invalidParameter(
      `Existing versions cannot be archived by a move to '${stage}', which stands for ${found?.classic}: only stages that stand for Staging or Production have them archived. Leave archive_existing_versions out.`,
    );
  return findStage(context, caller.workspace, 'Archived').name;
}

/** Sets a stage, and tells history and readers of it; a version that is there already only counts as changed. */
function place(
  context: Context,
  caller: Caller,
  move: MoveReason & { archived_by?: number },
  { model, version }: Moved,
  stage: string,
): void {
  const { database } = context.store;
  const time = context.now();
  store.setModelVersionStage(database, version.id, stage, time);
  if (version.stage !== stage)
    store.insertVersionMove(database, {
      model: model.id,
      version: version.version,
      kind: 'stage',
      stage,
      from_stage: version.stage,
      archived_by: move.archived_by,
      request_id: move.request_id,
      comment: move.comment || undefined,
      time,
      actor: caller.actor,
    });
  recordVersion(context, caller, move.operation ?? 'transitionModelVersionStage', model, version.version);
}

/**
 * Moves a version to a stage, with the others of that stage to Archived where that is asked for: one line of history and one
 * change a version. Checks what the settings ask for. Call within a transaction. Throws RESOURCE_DOES_NOT_EXIST,
 * INVALID_PARAMETER_VALUE and PERMISSION_DENIED.
 */
export function moveToStage(context: Context, caller: Caller, move: StageMove): Moved {
  const { database } = context.store;
  const stage = findStage(context, caller.workspace, move.stage).name;
  const archive = move.archive_existing_versions ? archiveStage(context, caller, stage) : undefined;
  const moved = getModelVersionRow(context, caller, move.name, move.version);
  const { model, version } = moved;
  const { comment, request_id } = move;
  const approved = request_id !== undefined;
  checkMove(context, caller, { name: model.name, version: version.version, stage, comment, approved });
  const others = archive === undefined ? [] : store.versionsInStage(database, model.id, stage);
  for (const other of others)
    if (archive !== undefined && other.id !== version.id)
      place(context, caller, { ...move, archived_by: version.version }, { model, version: other }, archive);
  place(context, caller, move, moved, stage);
  store.touchRegisteredModel(database, model.id, context.now());
  return moved;
}

/** Points an alias to a version, away from the one that had it. Otherwise as `moveToStage`. */
export function setAlias(context: Context, caller: Caller, move: AliasMove): Moved {
  const { database } = context.store;
  const { alias, comment, request_id } = move;
  checkNewAlias(alias);
  const moved = getModelVersionRow(context, caller, move.name, move.version);
  const { model, version } = moved;
  const approved = request_id !== undefined;
  checkMove(context, caller, { name: model.name, version: version.version, alias, comment, approved });
  const before = store.findModelAlias(database, model.id, alias);
  store.putModelAlias(database, model.id, alias, version.id);
  if (before !== version.version)
    store.insertVersionMove(database, {
      model: model.id,
      version: version.version,
      kind: 'alias_set',
      alias,
      from_version: before,
      request_id,
      comment: comment || undefined,
      time: context.now(),
      actor: caller.actor,
    });
  const operation = move.operation ?? 'setRegisteredModelAlias';
  const change = recordVersion(context, caller, operation, model, version.version);
  tellWebhooks(context, change, aliasSet(model.is_prompt, model.name, alias, version.version));
  return moved;
}

/** Takes an alias away. One that is not there is fine and changes nothing. Otherwise as `moveToStage`. */
export function removeAlias(context: Context, caller: Caller, move: Omit<AliasMove, 'version'>): void {
  const { database } = context.store;
  const { alias, comment } = move;
  const model = getRegisteredModelRow(context, caller, move.name);
  checkAlias(alias);
  const version = store.findModelAlias(database, model.id, alias);
  if (version === undefined) return;
  const approved = move.request_id !== undefined;
  checkMove(context, caller, { name: model.name, version, alias, removes: true, comment, approved });
  dropAlias(context, caller, model, { version, alias, comment, request_id: move.request_id });
  const operation = move.operation ?? 'deleteRegisteredModelAlias';
  const change = recordVersion(context, caller, operation, model, version);
  tellWebhooks(context, change, aliasDeleted(model.is_prompt, model.name, alias));
}

/** Takes an alias away with its line of history, and no more. */
export function dropAlias(
  context: Context,
  caller: Caller,
  model: store.RegisteredModelRow,
  {
    version,
    alias,
    comment,
    request_id,
  }: Pick<MoveReason, 'comment' | 'request_id'> & { version: number; alias: string },
): void {
  const { database } = context.store;
  store.deleteModelAlias(database, model.id, alias);
  store.insertVersionMove(database, {
    model: model.id,
    version,
    kind: 'alias_removed',
    alias,
    request_id,
    comment: comment || undefined,
    time: context.now(),
    actor: caller.actor,
  });
}
