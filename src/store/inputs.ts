import type { DatasetInput, Int64 } from '../contract/index.ts';
import { type Database, int64Of, int64Sql, type SqlRow } from './database.ts';

export interface StoredDataset {
  name: string;
  digest: string;
  source_type: string;
  source: string;
  schema?: string | undefined;
  profile?: string | undefined;
}

/** The dataset's row number, stored now if this experiment has none of this name and digest. */
function internDataset(database: Database, experimentId: number, dataset: StoredDataset): number {
  const { name, digest, source_type, source, schema, profile } = dataset;
  const known = database.value(
    'SELECT id FROM datasets WHERE experiment_id = ? AND name = ? AND digest = ?',
    experimentId,
    name,
    digest,
  );
  if (known !== undefined) return Number(known);
  const sql =
    'INSERT INTO datasets (experiment_id, name, digest, source_type, source, schema, profile) VALUES (?, ?, ?, ?, ?, ?, ?)';
  return Number(
    database
      .statement(sql)
      .run(experimentId, name, digest, source_type, source, schema ?? null, profile ?? null).lastInsertRowid,
  );
}

/** Links a dataset to a run with its tags; the same link again changes nothing. */
export function insertDatasetInput(
  database: Database,
  run: { id: number; experiment_id: number },
  dataset: StoredDataset,
  tags: readonly { key: string; value: string }[],
): void {
  const id = internDataset(database, run.experiment_id, dataset);
  database
    .statement(
      'INSERT INTO dataset_inputs SELECT ?, ?, count(*) FROM dataset_inputs WHERE run = ? ON CONFLICT DO NOTHING',
    )
    .run(run.id, id, run.id);
  const insert = database.statement(
    'INSERT INTO dataset_input_tags VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  for (const { key, value } of tags) insert.run(run.id, id, key, value);
}

export function insertModelInput(database: Database, run: number, modelId: string): void {
  database.statement('INSERT INTO model_inputs VALUES (?, ?) ON CONFLICT DO NOTHING').run(run, modelId);
}

export function insertModelOutput(database: Database, run: number, modelId: string, step: Int64): void {
  database
    .statement('INSERT INTO model_outputs VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(run, modelId, step);
}

function datasetInputOf(database: Database, run: number, row: SqlRow): DatasetInput {
  const [id, name, digest, source_type, source, schema, profile] = row;
  const tags = database
    .statement('SELECT key, value FROM dataset_input_tags WHERE run = ? AND dataset = ?')
    .all(run, Number(id))
    .map(([key, value]) => ({ key: String(key), value: String(value) }));
  const dataset = {
    name,
    digest,
    source_type,
    source,
    ...(schema !== null && { schema }),
    ...(profile !== null && { profile }),
  };
  return { ...(tags.length > 0 && { tags }), dataset } as DatasetInput;
}

/** Datasets that a run used, in the order they were logged. */
export function datasetInputs(database: Database, run: number): DatasetInput[] {
  return database
    .statement(
      'SELECT d.id, d.name, d.digest, d.source_type, d.source, d.schema, d.profile FROM dataset_inputs i JOIN datasets d ON d.id = i.dataset WHERE i.run = ? ORDER BY i.position',
    )
    .all(run)
    .map((row) => datasetInputOf(database, run, row));
}

export function modelInputs(database: Database, run: number): { model_id: string }[] {
  return database
    .statement('SELECT model_id FROM model_inputs WHERE run = ?')
    .all(run)
    .map(([id]) => ({ model_id: String(id) }));
}

export function modelOutputs(database: Database, run: number): { model_id: string; step: Int64 }[] {
  return database
    .statement(`SELECT model_id, ${int64Sql('step')} FROM model_outputs WHERE run = ?`)
    .all(run)
    .map(([id, step]) => ({ model_id: String(id), step: int64Of(step) }));
}

export interface DatasetSummary {
  experiment_id: string;
  name: string;
  digest: string;
  context?: string;
}

/** Distinct (name, digest, context) of the datasets that runs of these experiments used. */
export function datasetSummaries(
  database: Database,
  experimentIds: readonly number[],
  limit: number,
): DatasetSummary[] {
  return database
    .statement(
      `SELECT DISTINCT d.experiment_id, d.name, d.digest, t.value FROM datasets d JOIN dataset_inputs i ON i.dataset = d.id
       LEFT JOIN dataset_input_tags t ON t.run = i.run AND t.dataset = d.id AND t.key = 'mlflow.data.context'
       WHERE d.experiment_id IN (SELECT value FROM json_each(?)) LIMIT ?`,
    )
    .all(JSON.stringify(experimentIds), limit)
    .map(([experiment, name, digest, context]) => ({
      experiment_id: String(experiment),
      name: String(name),
      digest: String(digest),
      ...(context !== null && { context: String(context) }),
    }));
}
