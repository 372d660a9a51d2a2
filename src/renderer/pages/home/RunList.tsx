import { Link } from 'react-router';
import { Sparkline } from '../../components/Sparkline.tsx';
import { StatusLabel } from '../../components/StatusLabel.tsx';
import { Duration, RelativeTime } from '../../components/Time.tsx';
import { columnDecimals, formatInColumn } from '../../format.ts';
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
  const latest = runs.flatMap(({ run_id }) => data.sparks[run_id]?.values.at(-1) ?? []);
  const decimals = columnDecimals(latest);
  return (
    <section aria-label={title} className="mt-6">
      <h2 className="mb-1 text-12 font-semibold">
        {title} <span className="ml-1 font-normal text-muted">{count}</span>
      </h2>
      <table className="w-full table-fixed text-12">
        <colgroup>
          <col />
          <col className="w-[22%] xl:w-[24%]" />
          <col className="w-24 xl:w-36" />
          <col className="w-20" />
          <col className="w-28" />
          <col className="w-20" />
          <col className="w-24" />
        </colgroup>
        <thead className="h-6 text-11 text-muted *:*:font-medium">
          <tr>
            <th className="pl-7 text-left">Run</th>
            <th className="text-left">Experiment</th>
            <th className="text-left">Metric</th>
            <th className="pr-3 text-right">Latest</th>
            <th className="text-left">Course</th>
            <th className="pr-3 text-right">Duration</th>
            <th className="pr-1 text-right">Started</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunLine key={run.run_id} run={run} data={data} decimals={decimals} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RunLineProps {
  run: NewestRow;
  data: RecentRuns;
  /** Of the latest values in this list. */
  decimals: number;
}

function RunLine({ run, data, decimals }: RunLineProps) {
  const { data: experiments = [] } = useExperiments();
  const experiment = experiments.find(({ experiment_id }) => experiment_id === run.experiment_id);
  const spark = data.sparks[run.run_id];
  const latest = spark?.values.at(-1);
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
      <td className="truncate pr-2 text-muted" title={spark?.metric_key}>
        {spark?.metric_key}
      </td>
      <td className="pr-3 text-right font-mono" title={latest?.toString()}>
        {latest !== undefined && formatInColumn(latest, decimals)}
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
