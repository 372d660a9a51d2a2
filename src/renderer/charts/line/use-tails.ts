import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { FollowedSeries } from '../../../client/index.ts';
import type { SampleColumns } from '../../../contract/index.ts';
import { showError } from '../../components/messages.ts';
import { followPoints } from '../../queries/live-points.ts';
import type { XAxis } from '../chart-settings.ts';
import type { ChartedRun } from '../charted-runs.ts';
import { lineId, type Tails } from './drawn-lines.ts';

/** A tail longer than this is read as part of the series. */
const LONGEST_TAIL = 500;
const NO_TAILS: ReadonlyMap<string, number[]> = new Map();

interface TailsOf {
  runs: readonly ChartedRun[];
  metricKeys: readonly string[];
  x: XAxis;
  /** What the tails continue. */
  series: readonly SampleColumns[] | undefined;
  /** Reads the series anew. */
  refresh: () => void;
}

/** What running runs logged since their series were read: charts grow by it without reading anything again. */
export function useTails({ runs, metricKeys, x, series, refresh }: TailsOf): Tails {
  const [tails, setTails] = useState<ReadonlyMap<string, number[]>>(NO_TAILS);
  const gathered = useRef(new Map<string, number[]>());
  const running = runs.filter(({ isRunning }) => isRunning).map(({ run_id }) => run_id);

  const add = useEffectEvent((live: readonly FollowedSeries[]) => {
    const own = live.filter(
      ({ run_id, metric_key }) => running.includes(run_id) && metricKeys.includes(metric_key),
    );
    if (own.length === 0) return;
    // Along another metric or back in time a point is not the next one of its line.
    const isNext = own.every((added) => append(gathered.current, added, { runs, x, series: series ?? [] }));
    if (isNext) setTails(new Map(gathered.current));
    else refresh();
  });
  const readAnew = useEffectEvent(refresh);

  useEffect(() => {
    gathered.current = beyond(gathered.current, series);
  }, [series]);
  const runIds = running.join(',');
  const keys = metricKeys.join('\n');
  useEffect(() => {
    if (runIds === '' || keys === '') return;
    return followPoints({
      runIds: runIds.split(','),
      metricKeys: keys.split('\n'),
      onPoints: add,
      onGap: readAnew,
      onRefused: (error) => showError(error),
    });
  }, [runIds, keys]);
  // The series may have been read before or after a point came.
  return useMemo(() => beyond(tails, series), [tails, series]);
}

/** Of the tails what their series do not hold already. */
export function beyond(
  tails: ReadonlyMap<string, number[]>,
  series: readonly SampleColumns[] | undefined,
): Map<string, number[]> {
  const ends = new Map(
    series?.map(({ run_id, metric_key, columns }) => [lineId(run_id, metric_key), columns.x_last.at(-1)]),
  );
  return new Map(
    [...tails].map(([id, tail]) => {
      const end = ends.get(id) ?? Number.NEGATIVE_INFINITY;
      return [id, tail.filter((_, index) => (tail[index - (index % 2)] as number) > end)];
    }),
  );
}

/** Adds points to the tail of their line; false where they do not follow on it or it has grown long. */
function append(
  tails: Map<string, number[]>,
  { run_id, metric_key, points }: FollowedSeries,
  { runs, x, series }: { runs: readonly ChartedRun[]; x: XAxis; series: readonly SampleColumns[] },
): boolean {
  if (x.startsWith('metrics.')) return false;
  const id = lineId(run_id, metric_key);
  const tail = tails.get(id) ?? [];
  const start = runs.find((run) => run.run_id === run_id)?.start_time ?? 0;
  const known = series.find((one) => one.run_id === run_id && one.metric_key === metric_key);
  let end = tail.at(-2) ?? known?.columns.x_last.at(-1) ?? Number.NEGATIVE_INFINITY;
  const longer = [...tail];
  for (const [step, timestamp, value] of points) {
    const place = x === 'step' ? Number(step) : x === 'wall' ? Number(timestamp) : Number(timestamp) - start;
    if (place < end) return false;
    // What was committed while the series was read is in it already.
    if (place === end && tail.length === 0) continue;
    longer.push(place, Number(value));
    end = place;
  }
  tails.set(id, longer);
  return longer.length / 2 <= LONGEST_TAIL;
}
