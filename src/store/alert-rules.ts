import type { AlertRule } from '../contract/index.ts';
import type { FilterNode } from '../filter/index.ts';
import type { Database, SqlRow } from './database.ts';
import { filterSql } from './filter-sql.ts';
import { runTables } from './match-runs.ts';

export interface StoredAlertRule extends AlertRule {
  workspace: string;
}

const COLUMNS =
  'rule_id, workspace, name, kind, conditions, scope, enabled, creation_time, last_update_time, actor';

function ruleOf(row: SqlRow): StoredAlertRule {
  return {
    rule_id: String(row[0]),
    workspace: String(row[1]),
    name: String(row[2]),
    kind: row[3] as AlertRule['kind'],
    ...(JSON.parse(String(row[4])) as object),
    scope: JSON.parse(String(row[5])) as AlertRule['scope'],
    enabled: row[6] === 1,
    creation_time: Number(row[7]),
    last_update_time: Number(row[8]),
    actor: String(row[9]),
  };
}

/** Stores a rule, in the place of the one of its id. Call within a write. */
export function putAlertRule(database: Database, rule: StoredAlertRule): void {
  const { rule_id, workspace, name, kind, scope, enabled, creation_time, last_update_time, actor, ...rest } =
    rule;
  database
    .statement(`INSERT OR REPLACE INTO alert_rules (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(
      ...[rule_id, workspace, name, kind, JSON.stringify(rest), JSON.stringify(scope), enabled ? 1 : 0],
      ...[creation_time, last_update_time, actor],
    );
}

export function findAlertRule(
  database: Database,
  workspace: string,
  ruleId: string,
): StoredAlertRule | undefined {
  const row = database
    .statement(`SELECT ${COLUMNS} FROM alert_rules WHERE workspace = ? AND rule_id = ?`)
    .get(workspace, ruleId);
  return row && ruleOf(row);
}

/** The rules of a workspace, by name. */
export function listAlertRules(database: Database, workspace: string): StoredAlertRule[] {
  return database
    .statement(`SELECT ${COLUMNS} FROM alert_rules WHERE workspace = ? ORDER BY name, rule_id`)
    .all(workspace)
    .map(ruleOf);
}

/** The rules that are at work, of every workspace. */
export function enabledAlertRules(database: Database): StoredAlertRule[] {
  return database
    .statement(`SELECT ${COLUMNS} FROM alert_rules WHERE enabled = 1 ORDER BY creation_time, rule_id`)
    .all()
    .map(ruleOf);
}

export function deleteAlertRule(database: Database, ruleId: string): void {
  database.statement('DELETE FROM alert_rules WHERE rule_id = ?').run(ruleId);
}

/** Whether a run, by row number, satisfies a filter. */
export function isRunIn(database: Database, run: number, tree: FilterNode): boolean {
  const { text, values } = filterSql(tree, runTables(database));
  return database.value(`SELECT 1 FROM runs r WHERE r.id = ? AND (${text})`, run, ...values) !== undefined;
}
