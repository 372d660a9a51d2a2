import { useCallback, useMemo } from 'react';
import type { ChartColours } from '../../components/chart-colours.ts';
import { formatCount } from '../../format.ts';
import { aggregatesKey, useAggregates } from '../../queries/aggregates.ts';
import { useRefresh } from '../../queries/change-listeners.ts';
import type { ChartProps } from '../chart-props.ts';
import type { HistogramSettings } from '../chart-settings.ts';
import { Plot } from '../Plot.tsx';
import { spreadOption } from './spread-option.ts';

const BUCKETS = 300;
/** The tracker aggregates so many runs at once. */
const MOST_RUNS = 1000;
const SPACING_MS = 1000;

/** How the values of the shown runs spread as steps go on. */
export function StepsHistogram({ settings, charted, onNote, handle }: ChartProps<HistogramSettings>) {
  const { metric } = settings;
  const runIds = useMemo(() => {
    const runs = charted.groups?.flatMap((group) => group.runs) ?? charted.runs;
    return [...new Set(runs.map(({ run_id }) => run_id))].slice(0, MOST_RUNS);
  }, [charted]);
  const { data, error, isPending, refetch } = useAggregates({
    groups: runIds.length === 0 ? [] : [{ name: 'shown', run_ids: runIds }],
    metricKeys: [metric],
    x: 'step',
    range: undefined,
    buckets: BUCKETS,
  });
  useRefresh(
    aggregatesKey,
    (change) => change.object_type === 'run' && runIds.includes(change.object_id),
    SPACING_MS,
  );
  const spread = runIds.length === 0 ? undefined : data?.[0];
  const option = useCallback((theme: ChartColours) => spreadOption(spread, theme), [spread]);
  const rows = useCallback(
    () => [
      ['step', 'min', 'q1', 'median', 'q3', 'max', 'runs'],
      ...Array.from({ length: spread?.rows ?? 0 }, (_, row) =>
        (['x', 'min', 'q1', 'median', 'q3', 'max', 'count'] as const).map(
          (name) => spread?.columns[name][row],
        ),
      ),
    ],
    [spread],
  );
  const members = spread?.members ?? 0;
  return (
    <Plot
      chartId={settings.id}
      label={`How ${metric} of the shown runs spreads over steps`}
      note={spread === undefined ? '' : `${formatCount(members)} of ${formatCount(runIds.length)} shown runs`}
      onNote={onNote}
      option={option}
      rows={rows}
      hint={hintOf(runIds.length, members, isPending, metric)}
      error={error}
      onRetry={() => void refetch()}
      handle={handle}
    />
  );
}

function hintOf(shown: number, members: number, isPending: boolean, metric: string): string | undefined {
  if (shown === 0) return 'No run is shown in charts. Switch one on with the eye beside its name.';
  return members === 0 && !isPending ? `None of the shown runs has ${metric}.` : undefined;
}
