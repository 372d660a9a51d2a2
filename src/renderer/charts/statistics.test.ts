import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bins, boxNumbers, kernelDensity, quantile } from './statistics.ts';

const someNumbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 200,
});

describe('quantiles', () => {
  test('lie between two values in proportion', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([1, 2, 3], 0.5)).toBe(2);
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });

  test('of a box are in order, and its whiskers reach 1.5 boxes at most', () => {
    expect(boxNumbers([1, 2, 3, 4, 5, 100])).toEqual({ low: 1, q1: 2.25, median: 3.5, q3: 4.75, high: 5 });
    fc.assert(
      fc.property(someNumbers, (values) => {
        const { low, q1, median, q3, high } = boxNumbers(values);
        expect(q1).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(q3);
        expect(values).toContain(low);
        expect(values).toContain(high);
      }),
    );
  });
});

describe('the density', () => {
  test('has an area of about one where all of it is in the range', () => {
    const values = Array.from({ length: 400 }, (_, index) => Math.sin(index) + Math.sin(index * 7.3));
    const density = kernelDensity(values, 200);
    const step = (density[1]?.at ?? 0) - (density[0]?.at ?? 0);
    const area = density.reduce((sum, point) => sum + point.density * step, 0);
    expect(area).toBeGreaterThan(0.9);
    expect(area).toBeLessThan(1.01);
  });

  test('is highest where most values are', () => {
    const density = kernelDensity([0, 5, 5, 5, 5.1, 10], 101);
    const top = density.toSorted((a, b) => b.density - a.density)[0];
    expect(top?.at).toBeCloseTo(5, 0);
  });

  test('of one value does not exist', () => {
    expect(kernelDensity([3, 3, 3], 10)).toEqual([]);
    expect(kernelDensity([], 10)).toEqual([]);
  });
});

describe('bins', () => {
  test('hold every value once, side by side from the least to the greatest', () => {
    fc.assert(
      fc.property(someNumbers, (values) => {
        const made = bins(values);
        expect(made.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        expect(made[0]?.from).toBe(Math.min(...values));
        expect(made.at(-1)?.to).toBe(Math.max(...values));
        expect(made.length).toBeLessThanOrEqual(80);
      }),
    );
  });

  test('of one value are one, of none are none', () => {
    expect(bins([2, 2])).toEqual([{ from: 2, to: 2, count: 2 }]);
    expect(bins([])).toEqual([]);
  });

  test('follow Freedman and Diaconis', () => {
    // 1 to 1000: the middle half is 499.5 wide, a bin 2 × 499.5 / 10 = 99.9, and 999 / 99.9 bins fit.
    expect(bins(Array.from({ length: 1000 }, (_, index) => index + 1))).toHaveLength(10);
  });
});
