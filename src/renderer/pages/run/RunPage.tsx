import { Link, useNavigate, useParams } from 'react-router';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { StatusLabel } from '../../components/StatusLabel.tsx';
import { useExperiment } from '../../queries/experiments.ts';
import { useRun } from '../../queries/runs.ts';
import { useKeys } from '../../use-keys.ts';
import { RunDetails } from './RunDetails.tsx';
import { RunMetrics } from './RunMetrics.tsx';
import { RunPageSkeleton } from './RunPageSkeleton.tsx';

export function RunPage() {
  const { experimentId = '', runId = '' } = useParams();
  const { data: experiment } = useExperiment(experimentId);
  const { data: run, error, isPending, refetch } = useRun(experimentId, runId);
  const navigate = useNavigate();
  const list = `/experiments/${experimentId}`;
  useKeys((key) => {
    if (key === 'Escape') void navigate(list);
    return key === 'Escape';
  });
  return (
    <>
      <title>{`${run?.info.run_name ?? 'Run'} · Tidemark`}</title>
      <header className="flex h-11 flex-none items-center gap-2 border-b border-separator px-4">
        <Link
          to={list}
          title="Back to the list (Esc)"
          className="max-w-60 truncate text-muted hover:text-ink"
        >
          {experiment?.name ?? 'Experiment'}
        </Link>
        <span className="text-faint">/</span>
        <h1 className="truncate font-semibold">{run?.info.run_name ?? (error && runId)}</h1>
        {run && <CopyButton text={runId} what="run id" />}
        {run && <StatusLabel status={run.info.status} />}
      </header>
      {isPending && <RunPageSkeleton />}
      {error && (
        <div className="p-2">
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {run && (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_296px] xl:grid-cols-[minmax(0,1fr)_376px]">
          <RunMetrics key={runId} run={run} />
          <RunDetails run={run} />
        </div>
      )}
    </>
  );
}
