import { formatCount } from '../../format.ts';
import type { DeletedExperiment, DeletedRun, TrashSelection } from '../../queries/trash.ts';

/** A line of the trash. */
export interface TrashItem {
  id: string;
  kind: 'experiment' | 'run';
  name: string;
  /** The experiment of a run; how many runs an experiment takes with it. */
  where: string;
  path: string;
  time: number;
  bytes: number;
}

const counted = (count: number, noun: string) => `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

/** Experiments and runs in one list, the latest deletion first. */
export function trashItems(
  experiments: readonly DeletedExperiment[],
  runs: readonly DeletedRun[],
): TrashItem[] {
  return [
    ...experiments.map(
      (one): TrashItem => ({
        id: `experiment ${one.experiment_id}`,
        kind: 'experiment',
        name: one.name,
        where: `with ${counted(one.runs, 'run')}`,
        path: `/experiments/${one.experiment_id}`,
        time: one.deleted_time,
        bytes: one.bytes,
      }),
    ),
    ...runs.map(
      (one): TrashItem => ({
        id: `run ${one.run_id}`,
        kind: 'run',
        name: one.run_name,
        where: one.experiment_name,
        path: `/experiments/${one.experiment_id}/runs/${one.run_id}`,
        time: one.deleted_time,
        bytes: one.bytes,
      }),
    ),
  ].sort((a, b) => b.time - a.time);
}

/** Their ids, as the tracker takes them. */
export function selectionOf(items: readonly TrashItem[]): TrashSelection {
  const idsOf = (kind: TrashItem['kind']) =>
    items.filter((item) => item.kind === kind).map(({ id }) => id.slice(kind.length + 1));
  return { run_ids: idsOf('run'), experiment_ids: idsOf('experiment') };
}

/** "3 runs and 1 experiment". */
export function describeItems({ run_ids, experiment_ids }: TrashSelection): string {
  return [
    run_ids.length > 0 ? counted(run_ids.length, 'run') : '',
    experiment_ids.length > 0 ? counted(experiment_ids.length, 'experiment') : '',
  ]
    .filter((part) => part !== '')
    .join(' and ');
}
