import type { Response } from '../../../contract/index.ts';
import { formatCount } from '../../format.ts';

type Change = Response<'listChanges'>['changes'][number];

/** Changes of the same kind by the same one, one right after the other. */
export interface HistoryEntry {
  /** Of the newest. */
  seq: number;
  actor: string;
  /** What was done, in words. */
  what: string;
  times: number;
  first: number;
  last: number;
}

const WORDS: Readonly<Record<string, string>> = {
  createRun: 'Started the run',
  updateRun: 'Changed its name, status or end',
  deleteRun: 'Moved it to the trash',
  deleteRuns: 'Moved it to the trash',
  restoreRun: 'Restored it',
  restoreRuns: 'Restored it',
  moveRuns: 'Moved it to another experiment',
  logInputs: 'Logged inputs',
  logOutputs: 'Logged outputs',
  logModel: 'Logged a model',
  setTag: 'Set a tag',
  deleteTag: 'Deleted a tag',
  setRunsTag: 'Set or deleted a tag',
  logParam: 'Logged',
  logMetric: 'Logged',
  logBatch: 'Logged',
};
const NOUNS: Readonly<Record<string, string>> = { metrics: 'point', params: 'param', tags: 'tag' };

/** Changes, newest first, as a person tells them: a thousand batches in a row are one line. */
export function historyOf(changes: readonly Change[]): HistoryEntry[] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    if (group?.[0] && kindOf(group[0]) === kindOf(change)) group.push(change);
    else groups.push([change]);
  }
  return groups.flatMap((group) => {
    const [newest] = group;
    const oldest = group.at(-1);
    if (newest === undefined || oldest === undefined) return [];
    const { seq, actor } = newest;
    return { seq, actor, what: wordsOf(group), times: group.length, first: oldest.time, last: newest.time };
  });
}

function kindOf({ actor, operation }: Change): string {
  return `${actor} ${WORDS[operation] ?? operation}`;
}

function wordsOf(group: readonly Change[]): string {
  const { operation = '' } = group[0] ?? {};
  const words = WORDS[operation] ?? operation;
  if (words !== 'Logged') return words;
  const counts = Object.entries(NOUNS).flatMap(([name, noun]) => {
    const count = group.reduce((sum, { counts: touched }) => sum + (touched[name] ?? 0), 0);
    return count === 0 ? [] : `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
  });
  return counts.length === 0 ? 'Logged nothing' : `Logged ${counts.join(', ')}`;
}
