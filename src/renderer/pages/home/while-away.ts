import { formatCount } from '../../format.ts';
import type { AuditEntry } from '../../queries/status.ts';

const TO_TRASH = /^delete(?:Run|Runs|Experiment)$|^keepBest/;

/** What happened in a stretch of the change log, as a person tells it. */
export function summarize(changes: readonly AuditEntry[]): string[] {
  const logged = new Set<string>();
  let points = 0;
  for (const { object_id, counts } of changes) {
    if (!counts['metrics']) continue;
    points += counts['metrics'];
    logged.add(object_id);
  }
  const times = (isOne: (operation: string) => boolean) =>
    changes.filter(({ operation }) => isOne(operation)).length;
  return [
    line(
      times((operation) => operation === 'createRun'),
      'run',
      'started',
    ),
    line(points, 'point', `logged to ${counted(logged.size, 'run')}`),
    line(
      times((operation) => operation === 'createExperiment'),
      'experiment',
      'created',
    ),
    line(
      times((operation) => TO_TRASH.test(operation)),
      'deletion',
      '',
    ),
  ].filter((text) => text !== '');
}

const counted = (count: number, noun: string) => `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
const line = (count: number, noun: string, what: string) =>
  count === 0 ? '' : `${counted(count, noun)} ${what}`.trim();
