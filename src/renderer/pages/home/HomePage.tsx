import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { CopyButton } from '../../components/CopyButton.tsx';
import { FirstRun } from '../../components/FirstRun.tsx';
import { Page } from '../../components/Page.tsx';
import { formatCount } from '../../format.ts';
import { useLastVisit } from '../../last-visit.ts';
import { useOpenAlerts } from '../../queries/alerts.ts';
import { useExperiments } from '../../queries/experiments.ts';
import { type RecentRuns, useRecentRuns } from '../../queries/recent-runs.ts';
import { type WhileAway as Happened, useWhileAway } from '../../queries/while-away.ts';
import { useTrackingUri } from '../../tracker.ts';
import { FolderDrop } from './FolderDrop.tsx';
import { HomeAlerts } from './HomeAlerts.tsx';
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
  const alerts = useOpenAlerts();
  // All at once, so that nothing moves when the last comes.
  const isPending = data === undefined || away.isPending || alerts.isPending;
  return (
    <Page
      title="Home"
      actions={
        data !== undefined &&
        data.total > 0 && (
          <>
            <code className="font-mono text-11 text-muted">MLFLOW_TRACKING_URI={trackingUri}</code>
            <CopyButton text={`export MLFLOW_TRACKING_URI=${trackingUri}`} what="line for the shell" />
          </>
        )
      }
      query={{ error, isPending, refetch }}
    >
      {data && (
        <FolderDrop>
          <Runs data={data} away={away.data} />
        </FolderDrop>
      )}
    </Page>
  );
}

function Runs({ data, away }: { data: RecentRuns; away: Happened | undefined }) {
  const { recent, total, interrupted } = data;
  const running = data.running.filter(({ run_id }) => !interrupted.includes(run_id));
  // What is running stands above already.
  const others = recent.filter((run) => !running.some(({ run_id }) => run_id === run.run_id));
  const [beganEmpty] = useState(total === 0);
  if (total === 0) return <FirstRun experimentName="my-experiment" />;
  const [first] = recent;
  return (
    <div className="mx-auto w-full max-w-280 px-4">
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
      <HomeAlerts />
      <WhileAway data={away} />
      {running.length > 0 && (
        <RunList
          title="Running now"
          count={countOf(running.length, data.runningTotal - interrupted.length)}
          runs={running}
          data={data}
        />
      )}
      {others.length > 0 && (
        <RunList title="Recent runs" count={`${formatCount(total)} in all`} runs={others} data={data} />
      )}
    </div>
  );
}

/** More may be running than are listed. */
const countOf = (listed: number, total: number) =>
  total > listed ? `${formatCount(listed)} of ${formatCount(total)}` : formatCount(listed);
