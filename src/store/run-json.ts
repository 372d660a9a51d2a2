import type { Database } from './database.ts';
import { datasetInputs, modelInputs, modelOutputs } from './inputs.ts';

type Texts = ReadonlyMap<number, string>;

// SQLite builds the text: a row per run leaves it instead of one per param, and its text of a double reads back exactly.
const INFO = `SELECT r.id, '{"run_id":"' || r.run_id || '","run_uuid":"' || r.run_id || '","run_name":' || json_quote(r.name)
  || ',"experiment_id":"' || r.experiment_id || '","user_id":' || json_quote(r.user_id) || ',"status":"' || r.status
  || '","start_time":' || r.start_time || coalesce(',"end_time":' || r.end_time, '')
  || ',"artifact_uri":' || json_quote(r.artifact_uri)
  || ',"lifecycle_stage":"' || iif(r.deleted, 'deleted', 'active') || '"}'
  FROM runs r WHERE r.id IN (SELECT value FROM json_each(?))`;

/** JSON text of the value of a metric row: NaN as MLflow's string. */
const VALUE = `iif(x.is_nan, '"NaN"', x.value)`;
const METRIC = `'{"key":' || json_quote(n.name) || ',"value":' || ${VALUE} || ',"timestamp":' || x.timestamp || ',"step":' || x.step || '}'`;
const PAIR = `'{"key":' || json_quote(n.name) || ',"value":' || json_quote(x.value) || '}'`;

function listsOf(table: 'latest_metrics' | 'params' | 'tags', item: string): string {
  return `SELECT x.run, group_concat(${item}) FROM ${table} x JOIN names n ON n.id = x.key
  WHERE x.run IN (SELECT value FROM json_each(?)) GROUP BY x.run`;
}

const LISTS = [
  ['metrics', listsOf('latest_metrics', METRIC)],
  ['params', listsOf('params', PAIR)],
  ['tags', listsOf('tags', PAIR)],
] as const;

const LINKED = ['dataset_inputs', 'model_inputs', 'model_outputs']
  .map((table) => `SELECT run FROM ${table} WHERE run IN (SELECT value FROM json_each(?))`)
  .join(' UNION ');

function texts(database: Database, sql: string, ids: string): Texts {
  return new Map(database.statement(sql).all(ids) as [number, string][]);
}

const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): unknown };

function listJson(name: string, items: readonly object[]): string[] {
  if (items.length === 0) return [];
  const list = JSON.stringify(items, (_, value: unknown) =>
    typeof value === 'bigint' ? rawJSON(`${value}`) : value,
  );
  return [`"${name}":${list}`];
}

function linksJson(database: Database, run: number): string {
  const inputs = [
    ...listJson('dataset_inputs', datasetInputs(database, run)),
    ...listJson('model_inputs', modelInputs(database, run)),
  ];
  const outputs = listJson('model_outputs', modelOutputs(database, run));
  return `"inputs":{${inputs.join(',')}},"outputs":{${outputs.join(',')}}`;
}

/** The JSON text of each run, in the order of `ids`: info, latest metrics, params, tags, inputs and outputs as MLflow sends them. */
export function runsJson(database: Database, ids: readonly number[]): string[] {
  const list = JSON.stringify(ids);
  const infos = texts(database, INFO, list);
  const lists = LISTS.map(([name, sql]) => [name, texts(database, sql, list)] as const);
  const linked = new Set(
    database
      .statement(LINKED)
      .all(list, list, list)
      .map(([run]) => run as number),
  );
  return ids.map((id) => {
    const data = lists.flatMap(([name, found]) => (found.has(id) ? [`"${name}":[${found.get(id)}]`] : []));
    const links = linked.has(id) ? linksJson(database, id) : '"inputs":{},"outputs":{}';
    return `{"info":${infos.get(id)},"data":{${data.join(',')}},${links}}`;
  });
}
