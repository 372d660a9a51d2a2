import type { Database, SqlValue } from './database.ts';

export interface LinkSearch {
  workspace: string;
  /** Number of the name of the run tag that holds the links. */
  key: number;
  prompt: string;
  version: string | undefined;
  /** Start time and id of the run that the page comes after. */
  after: readonly [number, string] | undefined;
  limit: number;
}

export interface LinkedRun {
  run_id: string;
  run_name: string;
  experiment_id: string;
  status: string;
  start_time: number;
  versions: string[];
}

/** The entries of a tag that are about the prompt: JSON that a script wrote, so that it may be anything. */
const LINKS = `SELECT DISTINCT CAST(l.value ->> '$.version' AS TEXT) AS version
  FROM json_each(CASE WHEN json_valid(t.value) THEN t.value ELSE '[]' END) l
  WHERE l.type = 'object' AND l.value ->> '$.name' = ?`;

/** Runs whose tag links to a prompt, newest first. */
export function linkedRuns(database: Database, search: LinkSearch): LinkedRun[] {
  const { workspace, key, prompt, version, after, limit } = search;
  const conditions: [string, SqlValue[]][] = [
    ['EXISTS (SELECT 1 FROM json_each(linked) WHERE value = ?)', version === undefined ? [] : [version]],
    ['(start_time < ? OR (start_time = ? AND run_id > ?))', after ? [after[0], ...after] : []],
  ];
  const given = conditions.filter(([, values]) => values.length > 0);
  const where = given.map(([text]) => ` AND ${text}`).join('');
  return database
    .statement(
      `SELECT run_id, name, experiment_id, status, start_time, linked FROM (
         SELECT r.run_id, r.name, r.experiment_id, r.status, r.start_time,
           (SELECT json_group_array(version) FROM (${LINKS})) AS linked
         FROM tags t JOIN runs r ON r.id = t.run JOIN experiments e ON e.experiment_id = r.experiment_id
         WHERE t.key = ? AND instr(t.value, ?) > 0 AND r.deleted = 0 AND e.deleted = 0 AND e.workspace = ?)
       WHERE linked <> '[]'${where} ORDER BY start_time DESC, run_id LIMIT ?`,
    )
    .all(prompt, key, prompt, workspace, ...given.flatMap(([, values]) => values), limit)
    .map(([run_id, name, experiment, status, start, linked]) => ({
      run_id: String(run_id),
      run_name: String(name),
      experiment_id: String(experiment),
      status: String(status),
      start_time: Number(start),
      versions: (JSON.parse(String(linked)) as (string | null)[]).filter((one) => one !== null),
    }));
}

/** Notes that a trace used a version; once is enough. Call within a write. */
export function linkPromptToTrace(
  database: Database,
  { model, trace_id, version, time }: { model: number; trace_id: string; version: number; time: number },
): void {
  database
    .statement(
      'INSERT INTO prompt_traces (model, trace_id, version, time) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    .run(model, trace_id, version, time);
}

/** Traces that used a prompt, or one version of it, newest first. */
export function linkedTraces(
  database: Database,
  model: number,
  version: number | undefined,
  after: readonly [number, string] | undefined,
  limit: number,
): { trace_id: string; versions: string[]; time: number }[] {
  const [time, traceId] = after ?? [Number.MAX_SAFE_INTEGER, ''];
  return database
    .statement(
      `SELECT trace_id, json_group_array(CAST(version AS TEXT)), max(time) AS newest FROM prompt_traces
       WHERE model = ? AND (? IS NULL OR version = ?) GROUP BY trace_id
       HAVING newest < ? OR (newest = ? AND trace_id > ?)
       ORDER BY newest DESC, trace_id LIMIT ?`,
    )
    .all(model, version ?? null, version ?? null, time, time, traceId, limit)
    .map(([id, versions, newest]) => ({
      trace_id: String(id),
      versions: JSON.parse(String(versions)) as string[],
      time: Number(newest),
    }));
}
