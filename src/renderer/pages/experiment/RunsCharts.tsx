import { useEffect, useEffectEvent } from 'react';
import { ChartsPane } from '../../charts/ChartsPane.tsx';
import { useMetricKeys } from '../../queries/run-columns.ts';
import { useRunsView } from './runs-view.ts';
import { MOST_RUNS, useCharted } from './use-charted.ts';
import type { useEntries } from './use-entries.ts';

interface RunsChartsProps {
  experimentIds: readonly string[];
  data: ReturnType<typeof useEntries>;
}

const NO_METRICS: readonly string[] = [];

/** Charts of the runs that have the eye in the table. */
export function RunsCharts({ experimentIds, data }: RunsChartsProps) {
  const { view, change } = useRunsView();
  const { data: metrics = NO_METRICS } = useMetricKeys(experimentIds);
  const charted = useCharted(data.entries, data.pinnedEntries, experimentIds, view);
  // Without the table nobody scrolls to the runs that have the eye.
  const wanted = view.eyes === 'all' ? MOST_RUNS : view.eyes;
  const isShort = data.hasMore && data.rows.length < wanted;
  const read = useEffectEvent(data.readMore);
  useEffect(() => {
    if (isShort) read();
  }, [isShort, data.rows.length]);
  return (
    <ChartsPane
      charted={charted}
      metrics={metrics}
      view={view.charts}
      onChange={(charts) => change({ charts })}
      onFilter={(filter) => change({ filter })}
    />
  );
}
