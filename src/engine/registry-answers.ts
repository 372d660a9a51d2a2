import type { ModelVersion, RegisteredModel } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context } from './context.ts';
import { stagesOf } from './registry-settings.ts';

type ClassicStage = ModelVersion['current_stage'];

/** What MLflow calls the stages of a workspace. A stage that the settings do not know reads as None. */
function classicStages(context: Context, workspace: string): (stage: string) => ClassicStage {
  const classics = new Map(stagesOf(context, workspace).map(({ name, classic }) => [name, classic]));
  return (stage) => classics.get(stage) ?? 'None';
}

const whenAny = <Key extends string, T>(key: Key, list: readonly T[] | undefined) =>
  (list === undefined || list.length === 0 ? {} : { [key]: list }) as { [K in Key]?: T[] };

function versionAnswer(
  row: store.ModelVersionRow,
  classic: ClassicStage,
  tags: store.TagPair[] | undefined,
  aliases: string[] | undefined,
): ModelVersion {
  return {
    name: row.name,
    version: String(row.version),
    creation_timestamp: row.creation_time,
    last_updated_timestamp: row.last_update_time,
    ...(row.user_id !== undefined && { user_id: row.user_id }),
    current_stage: classic,
    ...(row.description !== undefined && { description: row.description }),
    source: row.source,
    run_id: row.run_id ?? '',
    status: row.status,
    ...(row.status_message && { status_message: row.status_message }),
    ...whenAny('tags', tags),
    run_link: row.run_link ?? '',
    ...whenAny('aliases', aliases),
  };
}

/**
 * Versions as MLflow's wire shows them. Lists of search and of latest versions carry no aliases there; answers about single
 * versions do.
 */
export function versionAnswers(
  context: Context,
  workspace: string,
  rows: readonly store.ModelVersionRow[],
  { withAliases = true } = {},
): ModelVersion[] {
  const { database } = context.store;
  const ids = rows.map(({ id }) => id);
  const tags = store.modelVersionTags(database, ids);
  const aliases = withAliases ? store.aliasesOfVersions(database, ids) : undefined;
  const classic = classicStages(context, workspace);
  return rows.map((row) => versionAnswer(row, classic(row.stage), tags.get(row.id), aliases?.get(row.id)));
}

/** The answer about one version as it is now, by its row number. */
export function oneVersion(context: Context, workspace: string, id: number): { model_version: ModelVersion } {
  const [model_version] = versionAnswers(
    context,
    workspace,
    store.modelVersionsByIds(context.store.database, [id]),
  );
  if (model_version === undefined) throw new Error(`no model version has row ${id}`);
  return { model_version };
}

/** Registered models of one workspace as MLflow's wire shows them, by row number, in the order given. */
export function modelAnswers(context: Context, workspace: string, ids: readonly number[]): RegisteredModel[] {
  const { database } = context.store;
  const stages = stagesOf(context, workspace).map(({ name }) => name);
  const latest = store.latestVersions(database, ids, stages);
  const versions = versionAnswers(context, workspace, latest, { withAliases: false });
  const versionsOf = Map.groupBy(versions, (_, index) => latest[index]?.model);
  const tags = store.registeredModelTags(database, ids);
  const aliases = store.modelAliases(database, ids);
  return store.registeredModelsByIds(database, ids).map((row) => ({
    name: row.name,
    creation_timestamp: row.creation_time,
    last_updated_timestamp: row.last_update_time,
    ...(row.description && { description: row.description }),
    ...whenAny('latest_versions', versionsOf.get(row.id)),
    ...whenAny('tags', tags.get(row.id)),
    ...whenAny(
      'aliases',
      aliases.get(row.id)?.map(({ alias, version }) => ({ alias, version: String(version) })),
    ),
  }));
}

/** The answer about one registered model as it is now, by its row number. */
export function oneModel(
  context: Context,
  workspace: string,
  id: number,
): { registered_model: RegisteredModel } {
  const [registered_model] = modelAnswers(context, workspace, [id]);
  if (registered_model === undefined) throw new Error(`no registered model has row ${id}`);
  return { registered_model };
}
