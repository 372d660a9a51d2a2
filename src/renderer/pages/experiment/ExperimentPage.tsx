import { useParams } from 'react-router';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FirstRun } from '../../components/FirstRun.tsx';
import { formatCount } from '../../format.ts';
import { useExperiment } from '../../queries/experiments.ts';
import { useRuns } from '../../queries/runs.ts';
import { RunsTable } from './RunsTable.tsx';
import { RunsTableSkeleton } from './RunsTableSkeleton.tsx';

export function ExperimentPage() {
  const { experimentId = '' } = useParams();
  const { data: experiment, error, refetch } = useExperiment(experimentId);
  return (
    <>
      <title>{`${experiment?.name ?? 'Experiment'} · Tidemark`}</title>
      <header className="flex h-11 flex-none items-center gap-1 border-b border-separator px-4">
        <h1 className="truncate text-13 font-semibold">{experiment?.name ?? (error && experimentId)}</h1>
        {experiment && <CopyButton text={experimentId} what="experiment id" />}
        {experiment && <RunCount experimentId={experimentId} />}
      </header>
      {error && experiment === undefined ? (
        <div className="p-2">
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      ) : (
        <Runs key={experimentId} experimentId={experimentId} experimentName={experiment?.name ?? ''} />
      )}
    </>
  );
}

/** The tracker does not count runs, so it is the number read so far, with a plus while there are more. */
function RunCount({ experimentId }: { experimentId: string }) {
  const { data, hasNextPage } = useRuns(experimentId);
  if (data === undefined) return null;
  const count = data.pages.reduce((sum, page) => sum + (page.runs?.length ?? 0), 0);
  return (
    <p className="ml-auto text-12 text-muted tabular-nums">
      {formatCount(count)}
      {hasNextPage ? '+' : ''} {count === 1 ? 'run' : 'runs'}
    </p>
  );
}

function Runs({ experimentId, experimentName }: { experimentId: string; experimentName: string }) {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useRuns(experimentId);
  if (isPending) return <RunsTableSkeleton />;
  if (data === undefined)
    return (
      <div className="p-2">
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  const runs = data.pages.flatMap((page) => page.runs ?? []);
  if (runs.length === 0) return <FirstRun experimentName={experimentName} />;
  return (
    <>
      {error && (
        <ErrorNotice error={error} onRetry={() => void (hasNextPage ? fetchNextPage() : refetch())} />
      )}
      <RunsTable
        experimentId={experimentId}
        runs={runs}
        hasMore={hasNextPage}
        onNearEnd={() => void fetchNextPage({ cancelRefetch: false })}
      />
    </>
  );
}
