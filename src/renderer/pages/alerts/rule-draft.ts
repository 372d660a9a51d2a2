import { FilterError, type FilterNode, parseFilter } from '../../../filter/index.ts';
import type { RuleSettings } from '../../queries/alert-rules.ts';
import { ALL_ENDS, conditionWords, type End } from './rule-words.ts';

/** Which runs a rule looks at, as the form asks for it. */
export type ScopeKind = 'all' | 'experiments' | 'runs';

/** A rule as it is being written: numbers are text, and what another kind would ask for is kept. */
export interface RuleDraft {
  name: string;
  kind: RuleSettings['kind'];
  metric: string;
  comparator: NonNullable<RuleSettings['comparator']>;
  value: string;
  minutes: string;
  statuses: readonly End[];
  of: ScopeKind;
  experimentIds: readonly string[];
  runIds: readonly string[];
  filter: string;
  enabled: boolean;
}

/** What is wrong with a draft, by the field that has to be mended; a field that nobody filled yet is only missing. */
export interface Problems {
  metric?: string;
  value?: string;
  minutes?: string;
  statuses?: string;
  scope?: string;
  filter?: string;
}

const MOST_MINUTES = 7 * 24 * 60;

/** A form that begins with what is known of a rule. */
export function draftOf(rule: Partial<RuleSettings>): RuleDraft {
  const { kind = 'threshold', scope = {}, statuses, minutes = 10 } = rule;
  return {
    name: rule.name ?? '',
    kind,
    metric: rule.metric_key ?? '',
    comparator: rule.comparator ?? '>',
    value: rule.value === undefined ? '' : String(rule.value),
    minutes: String(minutes),
    statuses: ALL_ENDS.filter((end) => statuses === undefined || statuses.includes(end)),
    of: scope.run_ids ? 'runs' : scope.experiment_ids ? 'experiments' : 'all',
    experimentIds: scope.experiment_ids ?? [],
    runIds: scope.run_ids ?? [],
    filter: scope.filter ?? '',
    enabled: rule.enabled ?? true,
  };
}

/** What keeps a draft from being a rule; nothing where it is one. */
export function problemsOf(draft: RuleDraft): Problems {
  const { kind, metric, value, minutes, statuses, of, experimentIds, runIds } = draft;
  const filter = filterProblem(draft.filter.trim());
  return {
    ...(kind === 'threshold' && metric.trim() === '' && { metric: 'Name a metric.' }),
    ...(kind === 'threshold' && !isNumber(value) && { value: 'Give a number.' }),
    ...(kind === 'stall' &&
      !(isNumber(minutes) && Number(minutes) >= 1 && Number(minutes) <= MOST_MINUTES) && {
        minutes: 'Give minutes, from 1 to 10080 (a week).',
      }),
    ...(kind === 'finish' && statuses.length === 0 && { statuses: 'Choose at least one.' }),
    ...(of === 'experiments' && experimentIds.length === 0 && { scope: 'Choose at least one experiment.' }),
    ...(of === 'runs' && runIds.length === 0 && { scope: 'There are no runs to choose from here.' }),
    ...(filter !== undefined && { filter }),
  };
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));

function filterProblem(text: string): string | undefined {
  try {
    const tree = parseFilter(text, 'runs');
    return tree !== undefined && asksForMetric(tree)
      ? 'Ask for params, tags, attributes or datasets: metrics change with every point.'
      : undefined;
  } catch (error) {
    if (error instanceof FilterError) return error.message;
    throw error;
  }
}

function asksForMetric(node: FilterNode): boolean {
  if ('children' in node) return node.children.some(asksForMetric);
  return 'child' in node ? asksForMetric(node.child) : node.field.kind === 'metric';
}

/** The rule that a draft without problems describes. Without a name it is called by what it waits for. */
export function settingsOf(draft: RuleDraft): RuleSettings {
  const { kind, of, experimentIds, runIds, enabled } = draft;
  const filter = draft.filter.trim();
  const conditions = { kind, ...conditionsOf(draft) };
  return {
    name: draft.name.trim() || conditionWords(conditions),
    ...conditions,
    scope: {
      ...(of === 'runs' && { run_ids: [...runIds] }),
      ...(of === 'experiments' && { experiment_ids: [...experimentIds] }),
      ...(filter !== '' && { filter }),
    },
    enabled,
  };
}

function conditionsOf({ kind, metric, comparator, value, minutes, statuses }: RuleDraft) {
  const metric_key = metric.trim();
  switch (kind) {
    case 'threshold':
      return { metric_key, comparator, value: Number(value) };
    case 'nan':
      return metric_key === '' ? {} : { metric_key };
    case 'stall':
      return { minutes: Number(minutes) };
    case 'finish':
      return { statuses: [...statuses] };
  }
}
