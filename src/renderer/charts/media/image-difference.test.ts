import { expect, test } from 'vitest';
import { intoDifference } from './image-difference.ts';

const pixels = (...values: number[]) => Uint8ClampedArray.from(values);

test('the difference takes the place of the first image, the largest as bright as can be', () => {
  const first = pixels(10, 20, 30, 255, 1, 1, 1, 255);
  expect(intoDifference(first, pixels(25, 20, 0, 255, 1, 1, 1, 255))).toEqual({ share: 0.5, most: 30 });
  expect([...first]).toEqual([128, 0, 255, 255, 0, 0, 0, 255]);
});

test('equal images give black, and what only one of them has is white', () => {
  const same = pixels(9, 9, 9, 255);
  expect(intoDifference(same, pixels(9, 9, 9, 255))).toEqual({ share: 0, most: 0 });
  expect([...same]).toEqual([0, 0, 0, 255]);
  const clear = pixels(5, 5, 5, 0);
  expect(intoDifference(clear, pixels(5, 5, 5, 255))).toEqual({ share: 1, most: 255 });
  expect([...clear]).toEqual([255, 255, 255, 255]);
});
