import { Link } from 'react-router';
import { Sparkline } from '../../components/Sparkline.tsx';
import { StatusLabel } from '../../components/StatusLabel.tsx';
import { Duration, RelativeTime } from '../../components/Time.tsx';
import { formatNumber } from '../../format.ts';
import { useExperiments } from '../../queries/experiments.ts';
import type { NewestRow } from '../../queries/newest-rows.ts';
import type { RecentRuns } from '../../queries/recent-runs.ts';

interface RunListProps {
  title: string;
  count: string;
  runs: readonly NewestRow[];
  data: RecentRuns;
}

/** A few runs with their status and the course of their most telling metric. */
export function RunList({ title, count, runs, data }: RunListProps) {
  return (
    <section className="mt-6">
      <h2 className="mb-1 text-12 font-semibold">
        {title} <span className="ml-1 font-normal text-muted">{count}</span>
      </h2>
      <table className="w-full table-fixed text-12">
        <colgroup>
          <col />
          <col className="w-[20%] xl:w-[26%]" />
          <col className="w-40 xl:w-52" />
          <col className="w-26" />
          <col className="w-18" />
          <col className="w-24" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th>Run</th>
            <th>Experiment</th>
            <th>Metric</th>
            <th>Course</th>
            <th>Duration</th>
            <th>Started</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunLine key={run.run_id} run={run} data={data} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RunLine({ run, data }: { run: NewestRow; data: RecentRuns }) {
  const { data: experiments = [] } = useExperiments();
  const experiment = experiments.find(({ experiment_id }) => experiment_id === run.experiment_id);
  const spark = data.sparks[run.run_id];
  const start = Number(run.start_time);
  return (
    <tr className="relative h-9 border-t border-separator hover:bg-hover">
      <td className="pr-3 pl-1">
        <span className="flex items-center gap-2">
          <StatusLabel status={run.status} isInterrupted={data.interrupted.includes(run.run_id)} isIconOnly />
          {/* The link fills the row, so that all of it can be pressed. */}
          <Link
            to={`/experiments/${run.experiment_id}/runs/${run.run_id}`}
            className="truncate text-13 after:absolute after:inset-0"
          >
            {run.run_name}
          </Link>
        </span>
      </td>
      <td className="truncate pr-3 text-muted">{experiment?.name}</td>
      <td className="truncate pr-2 text-right text-muted">
        {spark && (
          <>
            {spark.metric_key}{' '}
            <span className="font-mono text-ink tabular-nums">{formatNumber(spark.values.at(-1) ?? 0)}</span>
          </>
        )}
      </td>
      <td>{spark && <Sparkline values={spark.values} />}</td>
      <td className="pr-3 text-right text-muted tabular-nums">
        <Duration
          start={start}
          end={run.end_time === undefined ? undefined : Number(run.end_time)}
          isRunning={run.status === 'RUNNING' && !data.interrupted.includes(run.run_id)}
        />
      </td>
      <td className="pr-1 text-right text-muted">
        <RelativeTime time={start} />
      </td>
    </tr>
  );
}
