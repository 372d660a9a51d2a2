import type { Alert, Int64 } from '../contract/index.ts';
import { type Database, int64Of, int64Sql, type SqlRow, type SqlValue } from './database.ts';

export interface NewAlert {
  alert_id: string;
  workspace: string;
  rule_id: string;
  rule_name: string;
  kind: Alert['kind'];
  /** Row number. */
  run: number;
  metric_key?: string | undefined;
  value?: number | undefined;
  step?: Int64 | undefined;
  time: number;
  message: string;
  recovered_time?: number | undefined;
}

/** An alert that has not recovered. */
export interface OpenAlert {
  id: number;
  alert_id: string;
  rule_id: string;
  metric_key: string | undefined;
}

/** Stores an alert; returns its row number, or undefined where the rule has an open one of the run. Call within a write. */
export function insertAlert(database: Database, alert: NewAlert): number | undefined {
  const { changes, lastInsertRowid } = database
    .statement(
      `INSERT INTO alerts (alert_id, workspace, rule_id, rule_name, kind, run, metric_key, value, step, time, message, recovered_time)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    )
    .run(
      ...[alert.alert_id, alert.workspace, alert.rule_id, alert.rule_name, alert.kind, alert.run],
      ...[alert.metric_key ?? null, alert.value ?? null, alert.step ?? null],
      ...[alert.time, alert.message, alert.recovered_time ?? null],
    );
  return changes === 1 ? Number(lastInsertRowid) : undefined;
}

const OPEN_COLUMNS = 'id, alert_id, rule_id, metric_key';

function openAlertOf([id, alert_id, rule_id, metric_key]: SqlRow): OpenAlert {
  return {
    id: Number(id),
    alert_id: String(alert_id),
    rule_id: String(rule_id),
    metric_key: metric_key === null ? undefined : String(metric_key),
  };
}

/** The open alerts of a run, by row number. */
export function openAlerts(database: Database, run: number): OpenAlert[] {
  return database
    .statement(`SELECT ${OPEN_COLUMNS} FROM alerts WHERE run = ? AND recovered_time IS NULL`)
    .all(run)
    .map(openAlertOf);
}

/** Ids of the runs with open alerts of this kind. */
export function runsWithOpenAlerts(database: Database, kind: Alert['kind']): string[] {
  return database
    .statement(
      'SELECT DISTINCT r.run_id FROM alerts a INDEXED BY alerts_open JOIN runs r ON r.id = a.run WHERE a.recovered_time IS NULL AND a.kind = ?',
    )
    .all(kind)
    .map(([runId]) => String(runId));
}

export interface RuleAlert extends OpenAlert {
  experiment_id: string;
}

/** The open alerts of a rule, with the experiments of their runs. */
export function openAlertsOfRule(database: Database, ruleId: string): RuleAlert[] {
  return database
    .statement(
      `SELECT a.id, a.alert_id, a.rule_id, a.metric_key, coalesce(r.experiment_id, '') FROM alerts a INDEXED BY alerts_open
       JOIN runs r ON r.id = a.run WHERE a.recovered_time IS NULL AND a.rule_id = ?`,
    )
    .all(ruleId)
    .map((row) => ({ ...openAlertOf(row), experiment_id: String(row[4]) }));
}

/** Closes an alert. Call within a write. */
export function recoverAlert(database: Database, id: number, time: number): void {
  database.statement('UPDATE alerts SET recovered_time = ? WHERE id = ?').run(time, id);
}

/** Removes all but the newest alerts of a rule and a run. Call within a write. */
export function forgetOldAlerts(database: Database, run: number, ruleId: string, kept: number): void {
  database
    .statement(
      `DELETE FROM alerts WHERE run = ? AND rule_id = ? AND id <=
       (SELECT id FROM alerts WHERE run = ? AND rule_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
    )
    .run(run, ruleId, run, ruleId, kept);
}

/** Which alerts to list; `before` is the row number that the page before ended with. */
export interface AlertSearch {
  workspace: string;
  experiment_id: number | undefined;
  run_id: string | undefined;
  rule_id: string | undefined;
  acknowledged: boolean | undefined;
  since_time: Int64 | undefined;
  before: number | undefined;
  limit: number;
}

/** Alerts are shown while their run is. */
const SHOWN =
  'FROM alerts a JOIN runs r ON r.id = a.run JOIN experiments e ON e.experiment_id = r.experiment_id WHERE a.workspace = ? AND r.deleted = 0 AND e.deleted = 0';

const COLUMNS = `a.alert_id, a.rule_id, a.rule_name, a.kind, r.run_id, r.name, r.experiment_id, a.metric_key, a.value,
  ${int64Sql('a.step')}, a.time, a.message, a.acknowledged, a.recovered_time, a.id`;

function alertOf(row: SqlRow): Alert {
  return {
    alert_id: String(row[0]),
    rule_id: String(row[1]),
    rule_name: String(row[2]),
    kind: row[3] as Alert['kind'],
    run_id: String(row[4]),
    run_name: String(row[5]),
    experiment_id: String(row[6]),
    ...(row[7] !== null && { metric_key: String(row[7]) }),
    ...(row[8] !== null && { value: Number(row[8]) }),
    ...(row[9] !== null && { step: int64Of(row[9]) }),
    time: Number(row[10]),
    message: String(row[11]),
    acknowledged: row[12] === 1,
    ...(row[13] !== null && { recovered_time: Number(row[13]) }),
  };
}

/** One page of alerts, newest first, and the row number that the next page comes before. */
export function listAlerts(
  database: Database,
  search: AlertSearch,
): { alerts: Alert[]; next: number | undefined } {
  const { workspace, limit, ...asked } = search;
  const conditions: [string, SqlValue | undefined][] = [
    ['r.experiment_id = ?', asked.experiment_id],
    ['r.run_id = ?', asked.run_id],
    ['a.rule_id = ?', asked.rule_id],
    ['a.acknowledged = ?', asked.acknowledged === undefined ? undefined : Number(asked.acknowledged)],
    ['a.time >= ?', asked.since_time],
    ['a.id < ?', asked.before],
  ];
  const given = conditions.filter((one): one is [string, SqlValue] => one[1] !== undefined);
  const where = [SHOWN, ...given.map(([text]) => text)].join(' AND ');
  const rows = database
    .statement(`SELECT ${COLUMNS} ${where} ORDER BY a.id DESC LIMIT ?`)
    .all(workspace, ...given.map(([, value]) => value), limit + 1);
  const shown = rows.slice(0, limit);
  const next = rows.length > limit ? Number(shown.at(-1)?.[14]) : undefined;
  return { alerts: shown.map(alertOf), next };
}

/** How many shown alerts of a workspace nobody has marked as seen. */
export function countUnacknowledgedAlerts(database: Database, workspace: string): number {
  return Number(database.value(`SELECT count(*) ${SHOWN} AND a.acknowledged = 0`, workspace));
}

/** Marks alerts as seen, all of the workspace where no ids are given; returns those that were not. Call within a write. */
export function acknowledgeAlerts(
  database: Database,
  workspace: string,
  alertIds: readonly string[] | undefined,
): string[] {
  const named = alertIds === undefined ? '' : 'AND alert_id IN (SELECT value FROM json_each(?))';
  return database
    .statement(
      `UPDATE alerts SET acknowledged = 1 WHERE workspace = ? AND acknowledged = 0 ${named} RETURNING alert_id`,
    )
    .all(workspace, ...(alertIds === undefined ? [] : [JSON.stringify(alertIds)]))
    .map(([id]) => String(id));
}
