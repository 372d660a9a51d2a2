import type { Metric } from '../../contract/index.ts';

/** Points of one metric as columns of equal length; times in epoch milliseconds. */
export interface MetricPoints {
  steps: Float64Array;
  times: Float64Array;
  values: Float64Array;
}

export function pointsOf(metrics: readonly Metric[]): MetricPoints {
  return {
    steps: Float64Array.from(metrics, ({ step }) => Number(step ?? 0)),
    times: Float64Array.from(metrics, ({ timestamp }) => Number(timestamp)),
    values: Float64Array.from(metrics, ({ value }) => value),
  };
}

export function joinPoints(a: MetricPoints, b: MetricPoints): MetricPoints {
  return {
    steps: joinColumns(a.steps, b.steps),
    times: joinColumns(a.times, b.times),
    values: joinColumns(a.values, b.values),
  };
}

function joinColumns(a: Float64Array, b: Float64Array): Float64Array {
  const joined = new Float64Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** What a chart draws, flat: x0, y0, x1, y1, … with x ascending. A non-finite value is a gap. */
export function chartLine(points: MetricPoints, axis: 'step' | 'time'): Float64Array {
  const start = points.times[0] ?? 0;
  const xs = axis === 'step' ? points.steps : points.times.map((time) => (time - start) / 1000);
  const order = ascending(xs) ? undefined : Uint32Array.from(xs.keys()).sort((a, b) => at(xs, a) - at(xs, b));
  const line = new Float64Array(xs.length * 2);
  for (let i = 0; i < xs.length; i += 1) {
    const index = order?.[i] ?? i;
    const value = at(points.values, index);
    line[2 * i] = at(xs, index);
    line[2 * i + 1] = Number.isFinite(value) ? value : Number.NaN;
  }
  return line;
}

function at(column: Float64Array, index: number): number {
  return column[index] ?? Number.NaN;
}

function ascending(column: Float64Array): boolean {
  return column.every((value, index) => index === 0 || at(column, index - 1) <= value);
}
