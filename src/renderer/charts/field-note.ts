import { formatCount } from '../format.ts';
import type { RunFields } from '../queries/run-fields.ts';

/** How many of the matching runs a chart draws, in words: nothing is left out in silence. */
export function fieldNote(drawn: number, { rows, total, isReading }: RunFields): string {
  if (total === undefined) return '';
  if (isReading) return `reading ${formatCount(rows.length)} of ${formatCount(total)} runs`;
  return drawn >= total ? `all ${countRuns(total)}` : `${formatCount(drawn)} of ${countRuns(total)}`;
}

const countRuns = (count: number) => `${formatCount(count)} ${count === 1 ? 'run' : 'runs'}`;
