import { expect, test } from 'vitest';
import { chartLine, joinPoints, pointsOf } from './metric-points.ts';

const points = pointsOf([
  { key: 'a', value: 0.5, timestamp: 1000, step: 0 },
  { key: 'a', value: 0.25, timestamp: 2000, step: 2 },
  { key: 'a', value: 0.375, timestamp: 3500, step: 1 },
]);

test('a line by step runs in the order of the steps, whatever the order of logging', () => {
  expect([...chartLine(points, 'step')]).toEqual([0, 0.5, 1, 0.375, 2, 0.25]);
});

test('a line by time begins at zero and counts seconds', () => {
  expect([...chartLine(points, 'time')]).toEqual([0, 0.5, 1, 0.25, 2.5, 0.375]);
});

test('NaN and infinities are gaps', () => {
  const gap = pointsOf([{ key: 'a', value: Number.POSITIVE_INFINITY, timestamp: 4000, step: 3 }]);
  expect([...chartLine(joinPoints(points, gap), 'step')].slice(-2)).toEqual([3, Number.NaN]);
});
