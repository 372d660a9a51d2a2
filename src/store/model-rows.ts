import type { FilterNode } from '../filter/index.ts';
import type { Database } from './database.ts';
import { filterSql, joined, sql } from './filter-sql.ts';
import { grouped } from './registered-models.ts';
import { registeredModelTables } from './search-registered-models.ts';

/** Which registered models are counted. */
export interface ModelCount {
  workspace: string;
  is_prompt: boolean;
  tree: FilterNode | undefined;
}

/** How many registered models, or prompts, satisfy a filter. */
export function countRegisteredModels(
  database: Database,
  { workspace, is_prompt, tree }: ModelCount,
): number {
  const where = joined(
    [
      sql('m.workspace = ? AND m.is_prompt = ?', workspace, is_prompt ? 1 : 0),
      ...(tree ? [filterSql(tree, registeredModelTables)] : []),
    ],
    ' AND ',
  );
  return Number(
    database.value(`SELECT count(*) FROM registered_models m WHERE ${where.text}`, ...where.values),
  );
}

/** The versions of a model that are in one stage. */
export interface StageCount {
  stage: string;
  versions: number;
  /** The highest number among them. */
  newest: number;
}

/** How many versions models have in each stage, by row number of the model; a model without versions is missing. */
export function countVersionsByStage(
  database: Database,
  models: readonly number[],
): Map<number, StageCount[]> {
  const rows = database
    .statement(
      `SELECT v.model, v.stage, count(*), max(v.version) FROM json_each(?) j CROSS JOIN model_versions v ON v.model = j.value
       GROUP BY j.key, v.stage`,
    )
    .all(JSON.stringify(models));
  return grouped(rows, ([, stage, versions, newest]) => ({
    stage: String(stage),
    versions: Number(versions),
    newest: Number(newest),
  }));
}

/** Row numbers of the highest version of each model that has one. */
export function highestVersionIds(database: Database, models: readonly number[]): number[] {
  return database
    .statement(
      `SELECT v.id FROM json_each(?) j CROSS JOIN model_versions v ON v.model = j.value
         AND v.version = (SELECT max(version) FROM model_versions WHERE model = j.value)`,
    )
    .all(JSON.stringify(models))
    .map(([id]) => Number(id));
}

/** Row numbers of those versions whose tag says that they are chat prompts; their texts are not read. */
export function chatPromptVersions(database: Database, versions: readonly number[]): Set<number> {
  const rows = database
    .statement(
      `SELECT t.version FROM json_each(?) j CROSS JOIN model_version_tags t
       ON t.version = j.value AND t.key = '_mlflow_prompt_type' WHERE t.value = 'chat'`,
    )
    .all(JSON.stringify(versions));
  return new Set(rows.map(([version]) => Number(version)));
}
