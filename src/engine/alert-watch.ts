import type { AlertRule, Metric, RunStatus } from '../contract/index.ts';
import { type FilterNode, parseFilter } from '../filter/index.ts';
import * as store from '../store/index.ts';
import { alertMessage, type Cause } from './alert-messages.ts';

interface World {
  store: store.Store;
  now: () => number;
  newId: () => string;
  report: (error: unknown) => void;
}

/** A rule that is at work, ready to be asked. */
export interface LiveRule extends store.StoredAlertRule {
  runIds: ReadonlySet<string> | undefined;
  experimentIds: ReadonlySet<string> | undefined;
  tree: FilterNode | undefined;
}

const KEPT_SCOPES = 10_000;
/** Of a rule and a run: a metric that goes to and fro about a bound all day must not fill the disk. */
const KEPT_ALERTS = 100;

const setOf = (ids: readonly string[] | undefined) => ids && new Set(ids);

const COMPARE = {
  '>': (value: number, bound: number) => value > bound,
  '<': (value: number, bound: number) => value < bound,
  '>=': (value: number, bound: number) => value >= bound,
  '<=': (value: number, bound: number) => value <= bound,
} as const;

/** The alert of each rule as the points of a batch go on; one that is closed at their end has recovered. */
type Courses = Map<string, { alert: store.OpenAlert; isOpen: boolean }>;

type Verdict = 'bad' | 'good' | 'unknown';

/** What a value says of a rule. NaN is beyond no bound, and back from none. */
function verdictOf({ kind, comparator, value: bound }: AlertRule, value: number): Verdict {
  if (kind === 'nan') return Number.isNaN(value) ? 'bad' : 'good';
  if (Number.isNaN(value)) return 'unknown';
  return COMPARE[comparator ?? '>'](value, bound ?? 0) ? 'bad' : 'good';
}

/**
 * Raises alerts in the transaction of the write that is the reason for them, so that neither is ever there without the other.
 * Points are judged in memory; the database is asked only which alerts of the run are open. Without rules nothing is done.
 */
export class AlertWatch {
  readonly #world: World;
  readonly #listeners = new Set<() => void>();
  #rules: readonly LiveRule[] = [];
  /** Rules of points by metric; those of any metric are under undefined. */
  #ofPoints: ReadonlyMap<string | undefined, readonly LiveRule[]> = new Map();
  #ofEnds: readonly LiveRule[] = [];
  /** The rules that apply to a run, by its id. */
  readonly #scopes = new Map<string, ReadonlySet<LiveRule>>();
  /** Runs that the open transaction changes: what is found of them now is not kept, since it may be rolled back. */
  readonly #touched = new Set<string>();

  constructor(world: World) {
    this.#world = world;
    world.store.changes.subscribe(() => this.#touched.clear());
    this.reload();
  }

  /** Reads the rules anew. Call after a write that changed them. */
  reload(): void {
    this.#rules = store.enabledAlertRules(this.#world.store.database).flatMap((rule) => this.#live(rule));
    const isOfPoints = ({ kind }: LiveRule) => kind === 'threshold' || kind === 'nan';
    this.#ofPoints = Map.groupBy(this.#rules.filter(isOfPoints), ({ metric_key }) => metric_key);
    this.#ofEnds = this.rulesOf('finish');
    this.#scopes.clear();
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` whenever the rules were read anew; the returned function ends that. */
  onRules(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  rulesOf(kind: AlertRule['kind']): LiveRule[] {
    return this.#rules.filter((rule) => rule.kind === kind);
  }

  /** A filter that this version no longer takes makes its rule rest, and is told of. */
  #live(rule: store.StoredAlertRule): LiveRule[] {
    const { run_ids, experiment_ids, filter } = rule.scope;
    try {
      const tree = parseFilter(filter ?? '', 'runs');
      return [{ ...rule, runIds: setOf(run_ids), experimentIds: setOf(experiment_ids), tree }];
    } catch (error) {
      this.#world.report(error);
      return [];
    }
  }

  /** Takes note of a change of a run, within its write. */
  noteChange(operation: string, runId: string, counts: Readonly<Record<string, number>>): void {
    if (this.#rules.length === 0) return;
    // A filter of a rule cannot ask for metrics.
    const isOnlyPoints =
      operation === 'logMetric' || (operation === 'logBatch' && counts['metrics'] !== undefined);
    if (isOnlyPoints && Object.keys(counts).length === 1) return;
    this.#scopes.delete(runId);
    this.#touched.add(runId);
  }

  /**
   * Judges the points of a batch, in their order; what swings to and fro within one is one alert. Call within their write, after
   * the change was recorded.
   */
  points(run: store.RunRow, metrics: readonly Metric[]): void {
    if (this.#ofPoints.size === 0) return;
    let courses: Courses | undefined;
    const byKey = new Map<string, readonly LiveRule[]>();
    for (const metric of metrics) {
      const rules = byKey.get(metric.key) ?? this.#rulesOn(run, metric.key);
      byKey.set(metric.key, rules);
      if (rules.length === 0) continue;
      courses ??= new Map([...this.openAlerts(run)].map(([rule, alert]) => [rule, { alert, isOpen: true }]));
      for (const rule of rules) this.#follow(courses, rule, run, metric);
    }
    for (const { alert, isOpen } of courses?.values() ?? []) if (!isOpen) this.recover(alert, run);
  }

  #follow(courses: Courses, rule: LiveRule, run: store.RunRow, metric: Metric): void {
    const course = courses.get(rule.rule_id);
    const isOwn = course?.alert.metric_key === metric.key;
    const verdict = verdictOf(rule, metric.value);
    if (course !== undefined && isOwn && verdict !== 'unknown') course.isOpen = verdict === 'bad';
    if (verdict !== 'bad' || course?.isOpen) return;
    if (course !== undefined) this.recover(course.alert, run);
    const alert = this.raise(rule, run, { metric });
    if (alert !== undefined) courses.set(rule.rule_id, { alert, isOpen: true });
  }

  #rulesOn(run: store.RunRow, key: string): readonly LiveRule[] {
    const named = this.#ofPoints.get(key) ?? [];
    const ofAny = this.#ofPoints.get(undefined) ?? [];
    if (named.length + ofAny.length === 0) return [];
    const applying = this.#scopeOf(run);
    return applying.size === 0 ? [] : [...named, ...ofAny].filter((rule) => applying.has(rule));
  }

  /** The status of a run before it changes, where some rule asks for it. */
  statusBefore(run: store.RunRow): RunStatus | undefined {
    return this.#ofEnds.length === 0 ? undefined : store.runInfo(this.#world.store.database, run.id)?.status;
  }

  /** Judges the new status of a run. Call within its write, after the change was recorded. */
  turned(run: store.RunRow, before: RunStatus | undefined, status: RunStatus | undefined): void {
    if (before === undefined || status === undefined) return;
    for (const rule of this.#ofEnds) {
      const statuses = rule.statuses ?? [];
      if (!statuses.includes(status) || statuses.includes(before) || !this.applies(rule, run)) continue;
      this.raise(rule, run, { status });
    }
  }

  applies(rule: LiveRule, run: store.RunRow): boolean {
    return this.#scopeOf(run).has(rule);
  }

  #scopeOf(run: store.RunRow): ReadonlySet<LiveRule> {
    const known = this.#scopes.get(run.run_id);
    if (known !== undefined) return known;
    const found = new Set(this.#rules.filter((rule) => this.#isIn(rule, run)));
    if (this.#touched.has(run.run_id)) return found;
    const [oldest] = this.#scopes.size >= KEPT_SCOPES ? this.#scopes.keys() : [];
    if (oldest !== undefined) this.#scopes.delete(oldest);
    this.#scopes.set(run.run_id, found);
    return found;
  }

  #isIn({ workspace, runIds, experimentIds, tree }: LiveRule, run: store.RunRow): boolean {
    if (workspace !== run.workspace) return false;
    if (runIds !== undefined && !runIds.has(run.run_id)) return false;
    if (experimentIds !== undefined && !experimentIds.has(String(run.experiment_id))) return false;
    return tree === undefined || store.isRunIn(this.#world.store.database, run.id, tree);
  }

  /** The open alerts of a run, by rule. */
  openAlerts(run: store.RunRow): Map<string, store.OpenAlert> {
    const open = store.openAlerts(this.#world.store.database, run.id);
    return new Map(open.map((alert) => [alert.rule_id, alert]));
  }

  /** Stores an alert, unless the rule has an open one of the run; an end is over at once. Call within a write. */
  raise(rule: LiveRule, run: store.RunRow, cause: Cause): store.OpenAlert | undefined {
    const { database } = this.#world.store;
    const { metric } = cause;
    const time = this.#world.now();
    const alert_id = this.#world.newId();
    const value = metric && store.cleanValue(metric.value);
    const id = store.insertAlert(database, {
      alert_id,
      workspace: rule.workspace,
      rule_id: rule.rule_id,
      rule_name: rule.name,
      kind: rule.kind,
      run: run.id,
      metric_key: metric?.key,
      value: value?.is_nan === 0 ? value.value : undefined,
      step: metric && (metric.step ?? 0),
      time,
      message: alertMessage(rule, store.runInfo(database, run.id)?.run_name ?? '', cause),
      recovered_time: rule.kind === 'finish' ? time : undefined,
    });
    if (id === undefined) return undefined;
    store.forgetOldAlerts(database, run.id, rule.rule_id, KEPT_ALERTS);
    this.#record('raiseAlert', alert_id, run);
    return { id, alert_id, rule_id: rule.rule_id, metric_key: metric?.key };
  }

  /** Closes an alert of a run. Call within a write. */
  recover(alert: store.OpenAlert, run: store.RunRow): void {
    store.recoverAlert(this.#world.store.database, alert.id, this.#world.now());
    this.#record('recoverAlert', alert.alert_id, run);
  }

  #record(operation: 'raiseAlert' | 'recoverAlert', alertId: string, run: store.RunRow): void {
    this.#world.store.changes.append({
      time: this.#world.now(),
      actor: 'tidemark',
      source: 'local',
      operation,
      object_type: 'alert',
      object_id: alertId,
      experiment_id: String(run.experiment_id),
      workspace: run.workspace,
      counts: {},
    });
  }
}
