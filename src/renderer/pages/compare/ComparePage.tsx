import { lazy, Suspense, useMemo } from 'react';
import type { Run } from '../../../contract/index.ts';
import type { Charted } from '../../charts/charted-runs.ts';
import { runIdFilter } from '../../charts/run-id-filter.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import { useExperiments } from '../../queries/experiments.ts';
import { AddRun } from './AddRun.tsx';
import { CompareValues } from './CompareValues.tsx';
import { CopyMenu } from './CopyMenu.tsx';
import { useCompareAddress } from './compare-address.ts';
import { compareSections, differing, type MetricValue, originSections } from './compare-rows.ts';
import { useCompareView } from './compare-view.ts';
import { RunNotices } from './RunNotices.tsx';
import { SavedComparisons } from './SavedComparisons.tsx';
import { useComparedIds, useComparedRuns } from './use-compared-runs.ts';
import { useEnvironments } from './use-environments.ts';
import { useMetricRanges } from './use-metric-ranges.ts';
import { useOpenComparison } from './use-open-comparison.ts';

const CompareArtifacts = lazy(() => import('./artifacts/CompareArtifacts.tsx'));
const TABS = [
  ['values', 'Values'],
  ['artifacts', 'Artifacts'],
] as const;

/** Runs of any experiments beside each other: what differs, their curves, and their files. */
export function ComparePage() {
  const [runIds, setRunIds] = useComparedIds();
  const { runs, missing, isPending, error, readAgain } = useComparedRuns(runIds);
  const isOpen = useOpenComparison();
  const [address, change] = useCompareAddress();
  const { reference, isDiffOnly, tab } = address;
  const metrics = useMemo(() => metricsOf(runs), [runs]);
  const { sections, problem, again } = useSections(runs, metrics, address.metricValue);
  const shown = useMemo(() => (isDiffOnly ? differing(sections) : sections), [sections, isDiffOnly]);
  const charted = useMemo(() => chartedRuns(runs, reference), [runs, reference]);
  const add = (ids: readonly string[]) => setRunIds([...runIds, ...ids]);
  const remove = (runId: string) => setRunIds(runIds.filter((id) => id !== runId));
  if (runIds.length === 0) return <NothingToCompare onAdd={add} />;
  const referenceAt = runs.findIndex(({ info }) => info.run_id === reference);
  const isThere = isOpen && !isPending && runs.length > 0;
  return (
    <>
      <title>Compare runs · Tidemark</title>
      <PageHeader
        title={`Compare ${runIds.length} ${runIds.length === 1 ? 'run' : 'runs'}`}
        beside={
          <SegmentedChoice
            label="Part of the comparison"
            choices={TABS}
            chosen={tab}
            onChoose={(next) => change({ tab: next })}
          />
        }
      >
        <AddRun runIds={runIds} onAdd={add} />
        <CopyMenu
          runs={runs}
          sections={shown}
          reference={referenceAt < 0 || !address.showsDeltas ? undefined : referenceAt}
        />
        <SavedComparisons runIds={runIds} experimentIds={charted.experimentIds} />
      </PageHeader>
      {error && <ErrorNotice error={error} onRetry={readAgain} />}
      {problem && <ErrorNotice error={problem} onRetry={again} />}
      {isThere && <RunNotices runs={runs} missing={missing} onRemove={remove} />}
      {!isPending && runs.length === 0 && error === undefined && (
        <RunNotices runs={[]} missing={missing} onRemove={remove} />
      )}
      {isThere && tab === 'values' && (
        <CompareValues
          runs={runs}
          sections={shown}
          metrics={metrics}
          charted={charted}
          address={address}
          onChange={change}
          onRemove={remove}
        />
      )}
      {isThere && tab === 'artifacts' && (
        <Suspense fallback={null}>
          <CompareArtifacts runs={runs} address={address} onChange={change} />
        </Suspense>
      )}
    </>
  );
}

/** Everything that the runs are compared by, with what their files say once that is read. */
function useSections(runs: readonly Run[], metrics: readonly string[], metricValue: MetricValue) {
  const better = useCompareView(({ view }) => view.better);
  const { data: ranges, error, refetch } = useMetricRanges(runs, metrics, metricValue !== 'last');
  const { data: experiments } = useExperiments();
  const files = useEnvironments(runs);
  const { environment, code } = files;
  const named = useMemo(
    () => new Map(experiments?.map(({ experiment_id, name }) => [experiment_id, name])),
    [experiments],
  );
  // Runs may have thousands of metrics: they are compared once, not whenever a file was read.
  const known = useMemo(
    () => compareSections(runs, { better, metricValue, ranges, experiments: named }),
    [runs, better, metricValue, ranges, named],
  );
  const sections = useMemo(
    () => [...known, ...originSections(runs, { environment, code })],
    [known, runs, environment, code],
  );
  return {
    sections,
    problem: error ?? files.error,
    again: () => (error ? void refetch() : files.readAgain()),
  };
}

function NothingToCompare({ onAdd }: { onAdd: (runIds: readonly string[]) => void }) {
  return (
    <>
      <title>Compare runs · Tidemark</title>
      <PageHeader title="Compare runs">
        <AddRun runIds={[]} onAdd={onAdd} />
      </PageHeader>
      <EmptyState title="No runs to compare">
        Tick two runs or more in a table of runs, then press Compare. Or add them here by name, id or link.
      </EmptyState>
    </>
  );
}

function chartedRuns(runs: readonly Run[], reference: string | undefined): Charted {
  return {
    runs: runs.map(({ info }) => ({
      run_id: info.run_id,
      run_name: info.run_name ?? info.run_id,
      experiment_id: info.experiment_id,
      start_time: Number(info.start_time),
      isRunning: info.status === 'RUNNING',
    })),
    groups: undefined,
    reference,
    experimentIds: [...new Set(runs.map(({ info }) => info.experiment_id))],
    filter: runIdFilter(runs.map(({ info }) => info)),
  };
}

function metricsOf(runs: readonly Run[]): string[] {
  return [...new Set(runs.flatMap(({ data }) => (data.metrics ?? []).map(({ key }) => key)))].sort();
}
