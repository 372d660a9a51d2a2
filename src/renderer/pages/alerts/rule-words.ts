import type { AlertRule } from '../../../contract/index.ts';
import { formatCount } from '../../format.ts';

type Conditions = Pick<AlertRule, 'kind' | 'metric_key' | 'comparator' | 'value' | 'minutes' | 'statuses'>;

export const BEYOND = { '>': 'above', '<': 'below', '>=': 'at or above', '<=': 'at or below' } as const;
export const ENDS = { FINISHED: 'finishes', FAILED: 'fails', KILLED: 'is killed' } as const;
export type End = keyof typeof ENDS;
export const ALL_ENDS = Object.keys(ENDS) as End[];

const MOST_NAMED = 2;
const counted = (count: number, noun: string) => `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

/** What a rule waits for, in a few words. */
export function conditionWords({
  kind,
  metric_key,
  comparator,
  value,
  minutes,
  statuses,
}: Conditions): string {
  switch (kind) {
    case 'threshold':
      return `${metric_key} ${BEYOND[comparator ?? '>']} ${value}`;
    case 'nan':
      return `NaN in ${metric_key ?? 'any metric'}`;
    case 'stall':
      return `Nothing logged for ${counted(minutes ?? 0, 'minute')}`;
    case 'finish': {
      const ends = ALL_ENDS.filter((end) => statuses === undefined || statuses.includes(end));
      return ends.length === ALL_ENDS.length ? 'A run ends' : `A run ${listed(ends.map((end) => ENDS[end]))}`;
    }
  }
}

/** Which runs a rule looks at, in a few words. */
export function scopeWords(
  { run_ids, experiment_ids, filter }: AlertRule['scope'],
  nameOf: (experimentId: string) => string,
): string {
  const runs = run_ids === undefined ? 'Every run' : counted(run_ids.length, 'run');
  return [
    runs,
    ...(experiment_ids === undefined ? [] : [`of ${namesOf(experiment_ids.map(nameOf))}`]),
    ...(filter === undefined ? [] : [`where ${filter}`]),
  ].join(' ');
}

const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

function namesOf(names: readonly string[]): string {
  const others = names.length - MOST_NAMED;
  if (others > 0) return `${names.slice(0, MOST_NAMED).join(', ')} and ${formatCount(others)} more`;
  return names.join(' and ');
}
