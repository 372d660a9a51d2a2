import type { ChartHandle } from '../chart-props.ts';
import type { XAxis } from '../chart-settings.ts';
import type { EChartsOption } from '../echarts.ts';
import type { BandLine } from './band-option.ts';
import type { DrawnLine } from './drawn-lines.ts';

/** The chart as files are made of it: a row for each point that is drawn. */
export function lineHandle(
  option: () => EChartsOption,
  lines: readonly DrawnLine[],
  bands: readonly BandLine[],
  axis: XAxis,
): ChartHandle {
  return {
    option,
    rows: () => [
      ['run_id', 'metric', axis, 'value', 'smoothed'],
      ...lines.flatMap(({ run_id, metric_key, points, raw }) =>
        Array.from({ length: points.length / 2 }, (_, index) => [
          run_id,
          metric_key,
          points[index * 2],
          (raw ?? points)[index * 2 + 1],
          raw === undefined ? undefined : points[index * 2 + 1],
        ]),
      ),
      ...bands.flatMap(({ name, middle }) =>
        Array.from({ length: middle.length / 2 }, (_, index) => [
          name,
          '',
          middle[index * 2],
          middle[index * 2 + 1],
          undefined,
        ]),
      ),
    ],
  };
}
