import { useMemo } from 'react';
import type { AggregateColumns } from '../../../contract/index.ts';
import { useAggregates } from '../../queries/aggregates.ts';
import { RUN_COLOUR_COUNT } from '../../run-colours.ts';
import type { FullLineSettings } from '../chart-settings.ts';
import type { ChartedGroup } from '../charted-runs.ts';
import type { BandLine } from './band-option.ts';
import type { Range } from './use-zoom.ts';

const BUCKETS = 500;
const NO_BANDS: readonly BandLine[] = [];

/** The colour of the group that is the `index`th from above. */
export const groupColourToken = (index: number): string => `--color-run-${(index % RUN_COLOUR_COUNT) + 1}`;

/** The middle and the spread of each group; none where runs are not grouped. */
export function useBands(
  groups: readonly ChartedGroup[] | undefined,
  settings: FullLineSettings,
  range: Range | undefined,
) {
  const { data, error, refetch } = useAggregates({
    groups: (groups ?? []).map(({ name, runs }) => ({ name, run_ids: runs.map(({ run_id }) => run_id) })),
    metricKeys: settings.metrics,
    x: settings.x,
    range,
    buckets: BUCKETS,
  });
  const { band, middle } = settings;
  const bands = useMemo(() => {
    if (groups === undefined || data === undefined) return NO_BANDS;
    const order = groups.map(({ name }) => name);
    return data
      .filter(({ members, group }) => members > 0 && order.includes(group))
      .map((series) => bandOf(series, groupColourToken(order.indexOf(series.group)), { band, middle }));
  }, [groups, data, band, middle]);
  return { data: bands, isRead: data !== undefined, error, refetch };
}

/** A group's series as it is drawn. */
export function bandOf(
  { group, metric_key, members, rows, columns }: AggregateColumns,
  colourToken: string,
  { band, middle: which }: Pick<FullLineSettings, 'band' | 'middle'>,
): BandLine {
  const [low, high] = edges(columns, band);
  const middle = new Float64Array(rows * 2);
  const spread = new Float64Array(rows * 3);
  for (let row = 0; row < rows; row += 1) {
    const x = columns.x[row] as number;
    middle.set([x, columns[which][row] as number], row * 2);
    spread.set([x, low(row), high(row) - low(row)], row * 3);
  }
  return {
    id: `group ${group} ${metric_key}`,
    name: group,
    colourToken,
    members,
    middle,
    spread,
  };
}

type Read = (row: number) => number;

function edges(columns: AggregateColumns['columns'], band: FullLineSettings['band']): [Read, Read] {
  const read = (name: 'min' | 'max' | 'q1' | 'q3' | 'mean' | 'std') => (row: number) =>
    columns[name][row] ?? Number.NaN;
  if (band === 'quartiles') return [read('q1'), read('q3')];
  if (band !== 'std') return [read('min'), read('max')];
  const [mean, std] = [read('mean'), read('std')];
  return [(row) => mean(row) - std(row), (row) => mean(row) + std(row)];
}
