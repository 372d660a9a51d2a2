import type { Database, SqlRow, SqlValue } from './database.ts';
import { int64Sql } from './database.ts';
import { datasetInputs, modelInputs, modelOutputs } from './inputs.ts';
import { valueJson } from './metrics.ts';
import { RUN_COLUMNS } from './runs.ts';

type Lists = Map<number, string[]>;

/** JSON text of names, kept: the same few keys stand in every run. */
class NameTexts {
  readonly #database: Database;
  readonly #texts = new Map<SqlValue, string>();

  constructor(database: Database) {
    this.#database = database;
  }

  text(id: SqlValue | undefined): string {
    const kept = this.#texts.get(id ?? null);
    if (kept !== undefined) return kept;
    const text = JSON.stringify(this.#database.value('SELECT name FROM names WHERE id = ?', id ?? null));
    this.#texts.set(id ?? null, text);
    return text;
  }
}

const nameTexts = new WeakMap<Database, NameTexts>();

function namesOf(database: Database): NameTexts {
  const names = nameTexts.get(database) ?? new NameTexts(database);
  nameTexts.set(database, names);
  return names;
}

function collect(rows: Iterable<SqlRow>, encode: (row: SqlRow) => string): Lists {
  const lists: Lists = new Map();
  for (const row of rows) {
    const run = row[0] as number;
    const list = lists.get(run);
    if (list === undefined) lists.set(run, [encode(row)]);
    else list.push(encode(row));
  }
  return lists;
}

function int64Text(value: SqlValue | undefined): string {
  return String(value);
}

const field = (name: string, list: readonly string[] | undefined) =>
  list === undefined || list.length === 0 ? '' : `"${name}":[${list.join(',')}]`;

const object = (...fields: string[]) => `{${fields.filter((text) => text !== '').join(',')}}`;

function infoJson(row: SqlRow): string {
  const [, id, experiment, name, user, status, start, end, uri, deleted] = row;
  const finished = end === null ? '' : `"end_time":${int64Text(end)},`;
  return `{"run_id":"${id}","run_uuid":"${id}","run_name":${JSON.stringify(name)},"experiment_id":"${experiment}","user_id":${JSON.stringify(user)},"status":"${status}","start_time":${int64Text(start)},${finished}"artifact_uri":${JSON.stringify(uri)},"lifecycle_stage":"${deleted === 0 ? 'active' : 'deleted'}"}`;
}

const listJson = (items: readonly object[]) =>
  items.map((item) =>
    JSON.stringify(item, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
  );

function inputsJson(database: Database, run: number): string {
  return object(
    field('dataset_inputs', listJson(datasetInputs(database, run))),
    field('model_inputs', listJson(modelInputs(database, run))),
  );
}

function runsWithLinks(database: Database, ids: string): Set<number> {
  const linked = ['dataset_inputs', 'model_inputs', 'model_outputs']
    .map((table) => `SELECT run FROM ${table} WHERE run IN (SELECT value FROM json_each(?))`)
    .join(' UNION ');
  return new Set(
    database
      .statement(linked)
      .all(ids, ids, ids)
      .map(([run]) => run as number),
  );
}

function pairs(database: Database, table: 'params' | 'tags', ids: string): Lists {
  const names = namesOf(database);
  const sql = `SELECT run, key, value FROM ${table} WHERE run IN (SELECT value FROM json_each(?))`;
  return collect(
    database.statement(sql).iterate(ids),
    (row) => `{"key":${names.text(row[1])},"value":${JSON.stringify(row[2])}}`,
  );
}

function latest(database: Database, ids: string): Lists {
  const names = namesOf(database);
  const sql = `SELECT run, key, value, is_nan, ${int64Sql('timestamp')}, ${int64Sql('step')} FROM latest_metrics WHERE run IN (SELECT value FROM json_each(?))`;
  return collect(
    database.statement(sql).iterate(ids),
    (row) =>
      `{"key":${names.text(row[1])},"value":${valueJson(row, 2, 3)},"timestamp":${int64Text(row[4])},"step":${int64Text(row[5])}}`,
  );
}

/** The JSON text of each run, in the order of `ids`: info, latest metrics, params, tags, inputs and outputs as MLflow sends them. */
export function runsJson(database: Database, ids: readonly number[]): string[] {
  const list = JSON.stringify(ids);
  const infos = new Map(
    database
      .statement(`SELECT r.id, ${RUN_COLUMNS} FROM runs r WHERE r.id IN (SELECT value FROM json_each(?))`)
      .all(list)
      .map((row) => [row[0] as number, infoJson(row)]),
  );
  const [metrics, params, tags] = [
    latest(database, list),
    pairs(database, 'params', list),
    pairs(database, 'tags', list),
  ];
  const linked = runsWithLinks(database, list);
  return ids.map((id) => {
    const data = object(
      field('metrics', metrics.get(id)),
      field('params', params.get(id)),
      field('tags', tags.get(id)),
    );
    if (!linked.has(id)) return `{"info":${infos.get(id)},"data":${data},"inputs":{},"outputs":{}}`;
    const outputs = field('model_outputs', listJson(modelOutputs(database, id)));
    return `{"info":${infos.get(id)},"data":${data},"inputs":${inputsJson(database, id)},"outputs":{${outputs}}}`;
  });
}
