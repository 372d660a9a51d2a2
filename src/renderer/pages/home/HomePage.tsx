import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FirstRun } from '../../components/FirstRun.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SkeletonBar } from '../../components/SkeletonBar.tsx';
import { formatCount } from '../../format.ts';
import { useLastVisit } from '../../last-visit.ts';
import { useExperiments } from '../../queries/experiments.ts';
import { type RecentRuns, useRecentRuns } from '../../queries/recent-runs.ts';
import { type WhileAway as Happened, useWhileAway } from '../../queries/while-away.ts';
import { useTrackingUri } from '../../tracker.ts';
import { RunList } from './RunList.tsx';
import { WhileAway } from './WhileAway.tsx';

/** What runs now, what ran lately, and what happened since the last visit; before the first run, how to begin. */
export function HomePage() {
  const trackingUri = useTrackingUri();
  const { data, error, refetch } = useRecentRuns();
  const { visit } = useLastVisit();
  const { data: experiments } = useExperiments();
  const away = useWhileAway(
    visit,
    experiments?.map(({ experiment_id }) => experiment_id),
  );
  // Both at once, so that nothing moves when the second comes.
  const isReady = data !== undefined && !away.isPending;
  return (
    <>
      <title>Home · Tidemark</title>
      <PageHeader title="Home">
        {data !== undefined && data.total > 0 && (
          <>
            <code className="font-mono text-11 text-muted">MLFLOW_TRACKING_URI={trackingUri}</code>
            <CopyButton text={`export MLFLOW_TRACKING_URI=${trackingUri}`} what="line for the shell" />
          </>
        )}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error && (
          <div className="p-2">
            <ErrorNotice error={error} onRetry={() => void refetch()} />
          </div>
        )}
        {!isReady && error === null && (
          <div className="px-4 pt-4">
            {['w-40', 'w-60', 'w-52'].map((width) => (
              <SkeletonBar key={width} width={width} />
            ))}
          </div>
        )}
        {isReady && <Runs data={data} away={away.data} />}
      </div>
    </>
  );
}

function Runs({ data, away }: { data: RecentRuns; away: Happened | undefined }) {
  const { recent, total, interrupted } = data;
  const running = data.running.filter(({ run_id }) => !interrupted.includes(run_id));
  const [beganEmpty] = useState(total === 0);
  if (total === 0)
    return (
      <>
        <FirstRun experimentName="my-experiment" />
        <p className="mx-auto w-full max-w-140 px-6 pt-4 pb-8 text-12 text-muted">
          Runs that are already in an mlruns folder or on a server stay where they are: dropping a folder here
          does not import it yet.
        </p>
      </>
    );
  const [first] = recent;
  return (
    <div className="mx-auto w-full max-w-280 px-4 pb-8">
      {beganEmpty && first && (
        <p role="status" className="mt-4 flex items-center gap-2">
          <CircleCheck className="text-accent-ink" />
          <span>
            The first run arrived:{' '}
            <Link
              to={`/experiments/${first.experiment_id}/runs/${first.run_id}`}
              className="font-medium text-accent-ink hover:underline"
            >
              {first.run_name}
            </Link>
          </span>
        </p>
      )}
      <WhileAway data={away} />
      {running.length > 0 && (
        <RunList title="Running now" count={formatCount(running.length)} runs={running} data={data} />
      )}
      <RunList title="Recent runs" count={`${formatCount(total)} in all`} runs={recent} data={data} />
    </div>
  );
}
