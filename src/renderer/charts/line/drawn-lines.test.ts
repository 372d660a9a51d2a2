import { expect, test } from 'vitest';
import type { SampleColumns } from '../../../contract/index.ts';
import { LINE_DEFAULTS } from '../chart-settings.ts';
import { clippedRange } from '../outliers.ts';
import { crowdedLines } from './crowded-lines.ts';
import { drawnLines, lineId, valueAt } from './drawn-lines.ts';
import { beyond } from './use-tails.ts';

const settings = { ...LINE_DEFAULTS, id: 'c', kind: 'line', metrics: ['m'] } as const;
const f64 = (...values: number[]) => Float64Array.from(values);

function exact(xs: number[], ys: number[]): SampleColumns {
  const [x, y] = [f64(...xs), f64(...ys)];
  return {
    ...{ run_id: 'r', metric_key: 'm', points: xs.length, shown: xs.length, exact: true, buckets: xs.length },
    columns: {
      ...{ x_first: x, x_last: x, first: y, last: y, min: y, max: y },
      ...{
        count: undefined,
        nans: undefined,
        positive_infinities: undefined,
        negative_infinities: undefined,
      },
    },
  };
}

const bucketed: SampleColumns = {
  ...{ run_id: 'r', metric_key: 'm', points: 1000, shown: 1000, exact: false, buckets: 1 },
  columns: {
    ...{ x_first: f64(0), x_last: f64(9), first: f64(1), last: f64(2), min: f64(-5), max: f64(7) },
    ...{ count: Uint32Array.of(1000), nans: Uint32Array.of(3) },
    ...{ positive_infinities: undefined, negative_infinities: undefined },
  },
};

test('a bucket is drawn through its first, lowest, highest and last value', () => {
  const [line] = drawnLines([bucketed], new Map(), settings);
  expect(Array.from(line?.points ?? [])).toEqual([0, 1, 3, -5, 6, 7, 9, 2]);
  expect(line?.oddities).toEqual([{ x: 0, kind: 'nan', count: 3 }]);
});

test('what came since the series was read continues its line and is counted', () => {
  const tails = new Map([[lineId('r', 'm'), [3, 30]]]);
  const [line] = drawnLines([exact([1, 2], [10, 20])], tails, settings);
  expect(Array.from(line?.points ?? [])).toEqual([1, 10, 2, 20, 3, 30]);
  expect(line).toMatchObject({ all: 3, inRange: 3, drawn: 3 });
});

test('a point that came while its series was read is drawn once, whether the answer has it or not', () => {
  const tails = new Map([[lineId('r', 'm'), [2, 20, 3, 30]]]);
  expect([...beyond(tails, [exact([1, 2], [10, 20])]).values()]).toEqual([[3, 30]]);
  expect([...beyond(tails, [exact([1, 2, 3], [10, 20, 30])]).values()]).toEqual([[]]);
});

test('a smoothed line keeps what was logged beside it', () => {
  const [line] = drawnLines([exact([1, 2], [10, 20])], new Map(), { ...settings, smoothing: 0.5 });
  expect(Array.from(line?.raw ?? [])).toEqual([1, 10, 2, 20]);
  expect(line?.points[3]).toBeCloseTo((20 * 0.5 + 10 * 0.25) / 0.75, 10);
});

test('a logarithmic axis shows a gap for zero and below', () => {
  const logged = { ...settings, isLogX: true, isLogY: true };
  const [line] = drawnLines([exact([-1, 0, 1, 2], [5, 5, 0, 5])], new Map(), logged);
  expect(Array.from(line?.points ?? [])).toEqual([1, Number.NaN, 2, 5]);
});

test('the value at a place is that of the nearest point', () => {
  const points = f64(0, 1, 10, 2, 20, 3);
  expect(valueAt(points, 14)).toEqual({ x: 10, y: 2 });
  expect(valueAt(points, 99)).toEqual({ x: 20, y: 3 });
  expect(valueAt(f64(), 1)).toBeUndefined();
});

test('clipping leaves out the most extreme twentieth at both ends', () => {
  const values = Array.from({ length: 100 }, (_, index) => [index, index === 50 ? 1e9 : index]).flat();
  const [low = 0, high = 0] = clippedRange([Float64Array.from(values)]) ?? [];
  expect(low).toBeLessThan(10);
  expect(high).toBeLessThan(110);
});

test('in a crowd the lines of one look are one with gaps, and the run in question is drawn by itself', () => {
  const series = ['a', 'b', 'c'].map((run_id) => ({ ...exact([1, 2], [10, 20]), run_id }));
  const look = {
    colourOf: ({ run_id }: { run_id: string }) => (run_id === 'c' ? 'red' : 'blue'),
    dashOf: () => 'solid' as const,
  };
  const drawn = crowdedLines(drawnLines(series, new Map(), settings), look, new Set(['b']));
  expect(drawn.map(({ id }) => id)).toEqual(['crowd blue solid', 'crowd red solid', lineId('b', 'm')]);
  const [blue] = drawn;
  expect(Array.from(blue?.points ?? [])).toEqual([1, 10, 2, 20, 2, Number.NaN, 1, 10, 2, 20, 2, Number.NaN]);
});
