import { useMemo } from 'react';
import type { RunRowData } from '../../../contract/index.ts';
import type { Charted, ChartedGroup, ChartedRun } from '../../charts/charted-runs.ts';
import { columnOf } from './columns.tsx';
import type { Entry, GroupEntry } from './entries.ts';
import type { RunsView } from './runs-view.ts';

/** The tracker samples so many runs at once, and aggregates so many. */
export const MOST_RUNS = 500;
const MOST_MEMBERS = 1000;

type Arranged = Pick<RunsView, 'eyes' | 'eyeOf' | 'groupBy' | 'pinnedRuns' | 'filter' | 'isDeleted' | 'sort'>;

/** What charts draw of the table: its runs with the eye, from above, or its groups. The run that is pinned first is the reference. */
export function useCharted(
  entries: readonly Entry[],
  pinned: readonly Entry[],
  experimentIds: readonly string[],
  view: Arranged,
): Charted {
  const { eyes, eyeOf, groupBy, pinnedRuns, filter, isDeleted, sort } = view;
  const sorted = columnOf(sort[0]?.id ?? '');
  const sortedBy = sorted?.kind === 'metrics' ? sorted.key : undefined;
  return useMemo(() => {
    const most = eyes === 'all' ? MOST_RUNS : eyes;
    const shared = { reference: pinnedRuns[0], experimentIds, filter, isDeleted, sortedBy };
    if (groupBy.length > 0) {
      const groups = entries.filter((entry) => entry.type === 'group').slice(0, most);
      return { ...shared, runs: [], groups: chartedGroups(groups, entries, groupBy) };
    }
    const rows = [...pinned, ...entries].flatMap((entry) => (entry.type === 'run' ? [entry.row] : []));
    const seen = new Set<string>();
    const runs = rows.filter(({ run_id }, index) => {
      if (seen.has(run_id)) return false;
      seen.add(run_id);
      return eyeOf[run_id] ?? index < most + pinned.length;
    });
    return { ...shared, groups: undefined, runs: runs.slice(0, MOST_RUNS).map(chartedRun) };
  }, [entries, pinned, experimentIds, eyes, eyeOf, groupBy, pinnedRuns, filter, isDeleted, sortedBy]);
}

export function chartedRun({ run_id, run_name, experiment_id, start_time, status }: RunRowData): ChartedRun {
  return { run_id, run_name, experiment_id, start_time: Number(start_time), isRunning: status === 'RUNNING' };
}

function chartedGroups(
  groups: readonly GroupEntry[],
  entries: readonly Entry[],
  groupBy: readonly string[],
): ChartedGroup[] {
  const known = new Map(
    entries.flatMap((entry) => (entry.type === 'run' ? [[entry.row.run_id, chartedRun(entry.row)]] : [])),
  );
  const each = Math.max(1, Math.floor(MOST_MEMBERS / Math.max(1, groups.length)));
  return groups.map(({ group, isExpanded }) => ({
    name: groupBy
      .map((id, index) => `${columnOf(id)?.key ?? id} = ${group.values[index] ?? 'none'}`)
      .join(', '),
    isExpanded,
    total: group.runs,
    runs: group.run_ids.slice(0, each).map((run_id) => known.get(run_id) ?? unknownRun(run_id)),
  }));
}

/** A member of a folded group: of it the table knows the id alone. */
function unknownRun(run_id: string): ChartedRun {
  return { run_id, run_name: run_id, experiment_id: '', start_time: 0, isRunning: false };
}
