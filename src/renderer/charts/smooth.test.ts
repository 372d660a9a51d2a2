import { expect, test } from 'vitest';
import { smooth } from './smooth.ts';

const flat = (points: [number, number][]) => Float64Array.from(points.flat());
const values = (line: Float64Array) => Array.from(line).filter((_, index) => index % 2 === 1);

test('evenly spaced points get the debiased average that TensorBoard draws', () => {
  const ys = [1, 3, 2, 8, 5];
  const smoothed = values(smooth(flat(ys.map((y, index) => [index * 10, y])), 0.6));
  let last = 0;
  const expected = ys.map((y, index) => {
    last = last * 0.6 + 0.4 * y;
    return last / (1 - 0.6 ** (index + 1));
  });
  for (const [index, value] of expected.entries()) expect(smoothed[index]).toBeCloseTo(value, 12);
});

test('no smoothing leaves the line as it is', () => {
  const line = flat([
    [0, 1],
    [1, 9],
  ]);
  expect(smooth(line, 0)).toBe(line);
});

test('the past counts less behind a gap than behind a neighbour', () => {
  const near = values(
    smooth(
      flat([
        [0, 0],
        [1, 10],
        [20, 10],
      ]),
      0.9,
    ),
  );
  const far = values(
    smooth(
      flat([
        [0, 0],
        [19, 10],
        [20, 10],
      ]),
      0.9,
    ),
  );
  expect(far[1]).toBeGreaterThan(near[1] as number);
});

test('a NaN stays and does not count', () => {
  const smoothed = values(
    smooth(
      flat([
        [0, 4],
        [1, Number.NaN],
        [2, 4],
      ]),
      0.5,
    ),
  );
  expect(smoothed[1]).toBeNaN();
  expect(smoothed[2]).toBeCloseTo(4, 12);
});
