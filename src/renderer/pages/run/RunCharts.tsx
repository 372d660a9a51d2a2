import { useMemo } from 'react';
import { create } from 'zustand';
import type { Run } from '../../../contract/index.ts';
import { ChartsPane } from '../../charts/ChartsPane.tsx';
import { type ChartsView, wholeCharts } from '../../charts/charts-view.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { chartedRun } from './charted-run.ts';

const STORED_AS = 'tidemark.run-charts';
const byName = new Intl.Collator('en', { numeric: true });

/** How charts of single runs are arranged: the same for every run, so that they can be leafed through. */
const useRunCharts = create<{ view: ChartsView }>(() => ({ view: stored() }));

interface RunChartsProps {
  run: Run;
  isShown: (metric: string) => boolean;
  /** Said where there is none. */
  none: string;
}

/** A chart of every metric of one run. */
export default function RunCharts({ run, isShown, none }: RunChartsProps) {
  const { view } = useRunCharts();
  const charted = useMemo(() => chartedRun(run), [run]);
  const metrics = useMemo(
    () =>
      (run.data.metrics ?? [])
        .map(({ key }) => key)
        .filter(isShown)
        .sort(byName.compare),
    [run, isShown],
  );
  if (metrics.length === 0)
    return (
      <EmptyState title={none}>
        Points that the run logs are drawn here as they arrive. Measures of the machine are logged where the
        script says <code className="font-mono text-12">mlflow.enable_system_metrics_logging()</code>.
      </EmptyState>
    );
  return <ChartsPane charted={charted} metrics={metrics} view={view} onChange={keep} />;
}

function keep(view: ChartsView): void {
  localStorage.setItem(STORED_AS, JSON.stringify(view));
  useRunCharts.setState({ view });
}

function stored(): ChartsView {
  const kept: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? '{}');
  return wholeCharts(typeof kept === 'object' && kept !== null ? kept : undefined);
}
