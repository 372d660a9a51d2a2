import type { AlertRule, Int64, RunStatus } from '../contract/index.ts';

const BEYOND = { '>': 'above', '<': 'below', '>=': 'at or above', '<=': 'at or below' } as const;
const ENDED: Partial<Record<RunStatus, string>> = {
  FINISHED: 'has finished',
  FAILED: 'has failed',
  KILLED: 'was killed',
};

export interface Cause {
  metric?: { key: string; value: number; step?: Int64 | undefined } | undefined;
  status?: RunStatus | undefined;
}

const minutesText = (minutes: number) => (minutes === 1 ? 'a minute' : `${minutes} minutes`);

/** What has happened to a run, in one sentence. */
export function alertMessage(rule: AlertRule, runName: string, { metric, status }: Cause): string {
  const at = metric && `${metric.key} of ${runName} is ${metric.value} at step ${metric.step ?? 0}`;
  if (rule.kind === 'nan') return `${at}.`;
  if (rule.kind === 'threshold') return `${at}, ${BEYOND[rule.comparator ?? '>']} ${rule.value}.`;
  if (rule.kind === 'stall')
    return `${runName} is running but has logged nothing for ${minutesText(rule.minutes ?? 0)}.`;
  return `${runName} ${ENDED[status ?? 'FINISHED'] ?? 'has ended'}.`;
}
