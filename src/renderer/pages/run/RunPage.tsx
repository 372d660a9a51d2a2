import { lazy, Suspense } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Run } from '../../../contract/index.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { NotFound } from '../../components/NotFound.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useExperimentCrumbs } from '../../components/use-experiment-crumbs.ts';
import { useExperiment } from '../../queries/experiments.ts';
import { useRun } from '../../queries/runs.ts';
import { useKeys } from '../../use-keys.ts';
import { RunActions } from './RunActions.tsx';
import { RunDetails } from './RunDetails.tsx';
import { RunEnding } from './RunEnding.tsx';
import { RunMetrics } from './RunMetrics.tsx';
import { RunPageSkeleton } from './RunPageSkeleton.tsx';
import { RunState } from './RunState.tsx';
import { RunTabs } from './RunTabs.tsx';
import { type RunTab, useRunTab } from './use-run-tab.ts';

const RunCharts = lazy(() => import('./RunCharts.tsx'));
const RunArtifacts = lazy(() => import('./RunArtifacts.tsx'));
const RunLog = lazy(() => import('./RunLog.tsx'));
const RunEnvironment = lazy(() => import('./RunEnvironment.tsx'));

export function RunPage() {
  const { experimentId = '', runId = '' } = useParams();
  const { data: experiment } = useExperiment(experimentId);
  const { data: run, error, isPending, refetch } = useRun(runId);
  const { tab } = useRunTab();
  const navigate = useNavigate();
  const list = `/experiments/${experimentId}`;
  const { crumbs, label } = useExperimentCrumbs(experiment?.name ?? '');
  useKeys((key) => {
    if (key === 'Escape') void navigate(list);
    return key === 'Escape';
  });
  if (tab === undefined) return <NotFound />;
  return (
    <>
      <title>{`${run?.info.run_name ?? 'Run'} · Tidemark`}</title>
      <PageHeader
        crumbs={[...crumbs, { label: experiment ? label : 'Experiment', to: list }]}
        title={run?.info.run_name ?? (error ? runId : '')}
        beside={
          run && (
            <>
              <CopyButton text={runId} what="run id" />
              <RunState run={run} />
            </>
          )
        }
      >
        {run && <RunActions run={run} />}
      </PageHeader>
      <RunTabs experimentId={experimentId} runId={runId} />
      {isPending && <RunPageSkeleton />}
      {error && (
        <div className="p-2">
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {run && (
        <>
          <RunEnding run={run} />
          <Suspense>
            <TabContent key={runId} tab={tab} run={run} />
          </Suspense>
        </>
      )}
    </>
  );
}

const isOfMachine = (key: string) => key.startsWith('system/');
const isOwn = (key: string) => !isOfMachine(key);

function TabContent({ tab, run }: { tab: RunTab; run: Run }) {
  switch (tab) {
    case 'charts':
      return <RunCharts run={run} isShown={isOwn} none="No metrics yet" />;
    case 'system':
      return <RunCharts run={run} isShown={isOfMachine} none="No system metrics" />;
    case 'artifacts':
      return <RunArtifacts run={run} />;
    case 'log':
      return <RunLog run={run} />;
    case 'environment':
      return <RunEnvironment run={run} />;
    case '':
      return (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_296px] xl:grid-cols-[minmax(0,1fr)_376px]">
          <RunMetrics run={run} />
          <RunDetails run={run} />
        </div>
      );
  }
}
