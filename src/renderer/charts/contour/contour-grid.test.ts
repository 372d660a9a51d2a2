import { describe, expect, test } from 'vitest';
import { interpolate, scaleOf } from './contour-grid.ts';

describe('the grid between runs', () => {
  test('has the values of runs where they are', () => {
    const grid = interpolate(
      [
        { x: 0.25, y: 0.25, z: 1 },
        { x: 0.75, y: 0.75, z: 5 },
      ],
      2,
    );
    expect(grid[0]).toBe(1);
    expect(grid[3]).toBe(5);
    expect(grid[1]).toBe(3);
    expect(grid[2]).toBe(3);
  });

  test('never leaves what was measured, and is nearest to the nearest', () => {
    const known = [
      { x: 0, y: 0, z: 0 },
      { x: 1, y: 0, z: 10 },
      { x: 0.5, y: 1, z: 4 },
    ];
    const grid = interpolate(known, 20);
    expect(Math.min(...grid)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...grid)).toBeLessThanOrEqual(10);
    expect(grid[0]).toBeLessThan(1);
    expect(grid[19]).toBeGreaterThan(9);
  });

  test('averages what scatters among many runs', () => {
    const known = Array.from({ length: 400 }, (_, index) => ({
      x: (index % 20) / 19,
      y: Math.floor(index / 20) / 19,
      z: 5 + (index % 2 === 0 ? 1 : -1),
    }));
    for (const z of interpolate(known, 10)) expect(Math.abs(z - 5)).toBeLessThan(0.5);
  });

  test('is empty without runs and flat with one', () => {
    expect([...interpolate([], 2)].every(Number.isNaN)).toBe(true);
    for (const z of interpolate([{ x: 0.1, y: 0.2, z: 7 }], 2)) expect(z).toBeCloseTo(7);
  });
});

describe('an axis from 0 to 1', () => {
  test('goes there and back', () => {
    const scale = scaleOf([2, undefined, 6], false);
    expect([scale.toUnit(2), scale.toUnit(6), scale.fromUnit(0.5)]).toEqual([0, 1, 4]);
  });

  test('goes by decades where it is logarithmic', () => {
    const scale = scaleOf([1, 100], true);
    expect(scale.toUnit(10)).toBeCloseTo(0.5);
    expect(scale.fromUnit(0.5)).toBeCloseTo(10);
  });

  test('has a width even where all values are the same', () => {
    expect(scaleOf([3, 3], false).toUnit(3)).toBe(0);
  });
});
