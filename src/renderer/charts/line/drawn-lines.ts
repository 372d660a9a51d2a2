import type { SampleColumns } from '../../../contract/index.ts';
import type { FullLineSettings } from '../chart-settings.ts';
import { linePoints, type Oddity, oddities } from '../line-points.ts';
import { smooth } from '../smooth.ts';

/** A line of a chart: a metric of a run. */
export interface DrawnLine {
  /** Tells the line from the others of its chart. */
  id: string;
  run_id: string;
  metric_key: string;
  /** x0, y0, x1, y1, … as it was logged, smoothed where the chart smooths. */
  points: Float64Array;
  /** The same before it was smoothed; absent where it is not. */
  raw: Float64Array | undefined;
  oddities: readonly Oddity[];
  /** Points of the whole series, those in the range, and those the line goes through. */
  all: number;
  inRange: number;
  drawn: number;
}

/** Points that came since the series was read, as x0, y0, x1, y1, … */
export type Tails = ReadonlyMap<string, readonly number[]>;

export const lineId = (runId: string, metricKey: string): string => `${runId} ${metricKey}`;

/** The lines of a chart, each series with what came after it was read. */
export function drawnLines(
  series: readonly SampleColumns[],
  tails: Tails,
  { smoothing, isLogX, isLogY }: FullLineSettings,
): DrawnLine[] {
  return series.flatMap((sampled): DrawnLine[] => {
    const id = lineId(sampled.run_id, sampled.metric_key);
    const tail = tails.get(id) ?? [];
    const line = positive(withTail(linePoints(sampled), tail), isLogX, isLogY);
    if (line.length === 0 && sampled.points === 0) return [];
    const points = smooth(line, smoothing);
    const added = tail.length / 2;
    return [
      {
        id,
        run_id: sampled.run_id,
        metric_key: sampled.metric_key,
        points,
        raw: points === line ? undefined : line,
        oddities: oddities(sampled),
        all: sampled.points + added,
        inRange: sampled.shown + added,
        drawn: Math.min(line.length / 2, sampled.shown + added),
      },
    ];
  });
}

function withTail(line: Float64Array, tail: readonly number[]): Float64Array {
  if (tail.length === 0) return line;
  const longer = new Float64Array(line.length + tail.length);
  longer.set(line);
  longer.set(tail, line.length);
  return longer;
}

/** A logarithmic axis has no place for zero and below: such values are a gap, such places are left out. */
function positive(line: Float64Array, isLogX: boolean, isLogY: boolean): Float64Array {
  if (!isLogX && !isLogY) return line;
  const kept: number[] = [];
  for (let index = 0; index < line.length; index += 2) {
    const x = line[index] as number;
    const y = line[index + 1] as number;
    if (isLogX && x <= 0) continue;
    kept.push(x, isLogY && y <= 0 ? Number.NaN : y);
  }
  return Float64Array.from(kept);
}

/** The value of a line at `x`: that of the nearest point. Undefined for an empty line. */
export function valueAt(points: Float64Array, x: number): { x: number; y: number } | undefined {
  if (points.length === 0) return undefined;
  let low = 0;
  let high = points.length / 2 - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle * 2] as number) < x) low = middle + 1;
    else high = middle;
  }
  const at = (index: number) => ({ x: points[index * 2] as number, y: points[index * 2 + 1] as number });
  const right = at(low);
  const left = low > 0 ? at(low - 1) : right;
  return Math.abs(left.x - x) <= Math.abs(right.x - x) ? left : right;
}
