import {
  type AlertRule,
  type Caller,
  doesNotExist,
  invalidParameter,
  type Request,
  TrackingError,
} from '../contract/index.ts';
import { type FilterNode, parseFilter } from '../filter/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { getExperiment, getRunRow } from './find.ts';
import { checkCount, checkKey, checkLength, LIMITS } from './limits.ts';
import { parsed } from './paging.ts';

type Names = 'createAlertRule' | 'updateAlertRule' | 'deleteAlertRule' | 'listAlertRules';

type Conditions = Pick<AlertRule, 'metric_key' | 'comparator' | 'value' | 'minutes' | 'statuses'>;
type Scope = AlertRule['scope'];
type Asked = Omit<Request<'createAlertRule'>, 'name' | 'kind'>;

const CONDITIONS: Readonly<Record<AlertRule['kind'], readonly (keyof Conditions)[]>> = {
  threshold: ['metric_key', 'comparator', 'value'],
  nan: ['metric_key'],
  stall: ['minutes'],
  finish: ['statuses'],
};
const ENDS = ['FINISHED', 'FAILED', 'KILLED'] as const;
const WEEK = 7 * 24 * 60;

function missing(kind: string, field: string): Error {
  return invalidParameter(`Missing value for required parameter '${field}': a ${kind} rule needs one.`);
}

function refuseOthers(kind: AlertRule['kind'], conditions: Conditions): void {
  for (const [field, value] of Object.entries(conditions))
    if (value !== undefined && !CONDITIONS[kind].includes(field as keyof Conditions))
      throw invalidParameter(`Invalid value for parameter '${field}': a ${kind} rule has none.`);
}

function checkNumber(field: string, value: number, least: number, most: number): void {
  if (Number.isFinite(value) && value >= least && value <= most) return;
  const range = most === Number.MAX_VALUE ? '' : ` from ${least} to ${most}`;
  throw invalidParameter(`Invalid value ${value} for parameter '${field}': it must be a number${range}.`);
}

/** What a rule of this kind asks for. Throws where something is missing, out of bounds, or of another kind. */
function checkConditions(kind: AlertRule['kind'], conditions: Conditions): Conditions {
  refuseOthers(kind, conditions);
  const { metric_key, comparator, value, minutes, statuses } = conditions;
  if (metric_key !== undefined) checkKey(metric_key, 'metric_key');
  if (kind === 'threshold') {
    if (metric_key === undefined) throw missing(kind, 'metric_key');
    if (comparator === undefined) throw missing(kind, 'comparator');
    if (value === undefined) throw missing(kind, 'value');
    checkNumber('value', value, -Number.MAX_VALUE, Number.MAX_VALUE);
  }
  if (kind === 'stall') {
    if (minutes === undefined) throw missing(kind, 'minutes');
    checkNumber('minutes', minutes, 1, WEEK);
  }
  if (kind !== 'finish') return conditions;
  const wanted = [...new Set(statuses ?? ENDS)];
  const other = wanted.find((status) => !(ENDS as readonly string[]).includes(status));
  if (other !== undefined || wanted.length === 0)
    throw invalidParameter(
      `Invalid value ${other ?? '[]'} for parameter 'statuses': a run ends as ${ENDS.join(', ')}.`,
    );
  return { statuses: wanted };
}

function hasMetric(tree: FilterNode): boolean {
  if ('children' in tree) return tree.children.some(hasMetric);
  return 'child' in tree ? hasMetric(tree.child) : tree.field.kind === 'metric';
}

/** Also asked of the database once, so that no write fails by a filter that it does not take. */
function checkFilter(context: Context, filter: string): void {
  checkLength(filter, LIMITS.alertFilter, 'scope.filter');
  const tree = parsed(() => parseFilter(filter, 'runs'));
  if (tree === undefined) return;
  store.isRunIn(context.store.database, -1, tree);
  if (hasMetric(tree))
    throw invalidParameter(
      "Invalid value for parameter 'scope.filter': it asks for a metric, which changes with every point. Ask for params, tags, attributes or datasets.",
    );
}

function checkIds(
  ids: readonly string[] | null | undefined,
  field: string,
  most: number,
  find: (id: string) => unknown,
): string[] | undefined {
  if (ids == null) return undefined;
  if (ids.length === 0)
    throw invalidParameter(`'scope.${field}' is empty: name some, or leave it out where it does not matter.`);
  checkCount(ids.length, most, field);
  for (const id of ids) find(id);
  return [...new Set(ids)];
}

/** A scope as it is kept. Throws where it names what is not there, or cannot be understood. */
function checkScope(context: Context, caller: Caller, asked: NonNullable<Asked['scope']>): Scope {
  const experiment_ids = checkIds(asked.experiment_ids, 'experiment_ids', LIMITS.alertExperiments, (id) =>
    getExperiment(context, caller, id),
  );
  const run_ids = checkIds(asked.run_ids, 'run_ids', LIMITS.changedRuns, (id) =>
    getRunRow(context, caller, id),
  );
  const filter = asked.filter?.trim() || undefined;
  if (filter !== undefined) checkFilter(context, filter);
  return {
    ...(run_ids && { run_ids }),
    ...(experiment_ids && { experiment_ids }),
    ...(filter && { filter }),
  };
}

function checkName(name: string): void {
  if (name.trim() === '') throw invalidParameter("'name' is empty: a rule needs one, to be told by.");
  checkLength(name, LIMITS.alertRuleName, 'name');
}

/** What is given takes the place of what was; an empty metric_key takes it away. */
function conditionsOf(asked: Asked, old: Conditions = {}): Conditions {
  const merged: Conditions = {
    metric_key: asked.metric_key ?? old.metric_key,
    comparator: asked.comparator ?? old.comparator,
    value: asked.value ?? old.value,
    minutes: asked.minutes ?? old.minutes,
    statuses: asked.statuses ?? old.statuses,
  };
  const set = Object.entries(merged).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(set);
}

function withoutConditions({
  metric_key: _,
  comparator: __,
  value: ___,
  minutes: ____,
  statuses: _____,
  ...rest
}: store.StoredAlertRule): Omit<store.StoredAlertRule, keyof Conditions> {
  return rest;
}

function recordRule(context: Context, caller: Caller, operation: Names, rule: AlertRule): void {
  const { experiment_ids } = rule.scope;
  record(context, caller, {
    operation,
    object_type: 'alert_rule',
    object_id: rule.rule_id,
    experiment_id: experiment_ids?.length === 1 ? (experiment_ids[0] ?? '') : '',
  });
}

function getRule(context: Context, caller: Caller, ruleId: string): store.StoredAlertRule {
  const rule = store.findAlertRule(context.store.database, caller.workspace, ruleId);
  if (rule === undefined)
    throw doesNotExist(`No alert rule with id '${ruleId.slice(0, 100)}' exists; it may have been deleted.`);
  return rule;
}

/** Closes the open alerts of a rule that asks for something else now, or for nothing. */
function closeAlerts(context: Context, caller: Caller, ruleId: string): void {
  const { database } = context.store;
  for (const { id, alert_id, experiment_id } of store.openAlertsOfRule(database, ruleId)) {
    store.recoverAlert(database, id, context.now());
    record(context, caller, {
      operation: 'recoverAlert',
      object_type: 'alert',
      object_id: alert_id,
      experiment_id,
    });
  }
}

/** What decides which alerts a rule raises. */
function essence({ metric_key, comparator, value, minutes, statuses, scope, enabled }: AlertRule): string {
  const { run_ids, experiment_ids, filter } = scope;
  return JSON.stringify([
    ...[metric_key, comparator, value, minutes, statuses, enabled],
    ...[run_ids, experiment_ids, filter],
  ]);
}

const shown = ({ workspace: _, ...rule }: store.StoredAlertRule): AlertRule => rule;

/** Writes, then has the watch read the rules anew: it must not know of a rule that may be rolled back. */
async function writeRule<T>(context: Context, work: () => T): Promise<T> {
  const answer = await context.store.write(work);
  context.alerts.reload();
  return answer;
}

export const alertRuleHandlers: Handlers<Names> = {
  createAlertRule(context, request, caller) {
    const { name, kind, ...asked } = request;
    checkName(name);
    const conditions = checkConditions(kind, conditionsOf(asked));
    const scope = checkScope(context, caller, asked.scope ?? {});
    const time = context.now();
    const rule: store.StoredAlertRule = {
      rule_id: context.newId(),
      workspace: caller.workspace,
      name,
      kind,
      ...conditions,
      scope,
      enabled: asked.enabled ?? true,
      creation_time: time,
      last_update_time: time,
      actor: caller.actor,
    };
    return writeRule(context, () => {
      const count = store.listAlertRules(context.store.database, caller.workspace).length;
      if (count >= LIMITS.alertRules)
        throw new TrackingError(
          'INVALID_PARAMETER_VALUE',
          `There are ${count} alert rules, which is the limit. Delete one first.`,
        );
      store.putAlertRule(context.store.database, rule);
      recordRule(context, caller, 'createAlertRule', rule);
      return { rule: shown(rule) };
    });
  },

  updateAlertRule(context, request, caller) {
    const { rule_id, name, ...asked } = request;
    if (name !== undefined) checkName(name);
    const scope = asked.scope == null ? undefined : checkScope(context, caller, asked.scope);
    return writeRule(context, () => {
      const old = getRule(context, caller, rule_id);
      const rule: store.StoredAlertRule = {
        ...withoutConditions(old),
        name: name ?? old.name,
        ...checkConditions(old.kind, conditionsOf(asked, old)),
        scope: scope ?? old.scope,
        enabled: asked.enabled ?? old.enabled,
        last_update_time: context.now(),
        actor: caller.actor,
      };
      store.putAlertRule(context.store.database, rule);
      recordRule(context, caller, 'updateAlertRule', rule);
      if (essence(rule) !== essence(old)) closeAlerts(context, caller, rule_id);
      return { rule: shown(rule) };
    });
  },

  deleteAlertRule(context, request, caller) {
    return writeRule(context, () => {
      const rule = getRule(context, caller, request.rule_id);
      store.deleteAlertRule(context.store.database, rule.rule_id);
      recordRule(context, caller, 'deleteAlertRule', rule);
      closeAlerts(context, caller, rule.rule_id);
      return {};
    });
  },

  listAlertRules: (context, _request, caller) => ({
    rules: store.listAlertRules(context.store.database, caller.workspace).map(shown),
  }),
};
