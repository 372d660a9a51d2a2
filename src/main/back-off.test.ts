import { expect, test } from 'vitest';
import { backOff } from './back-off.ts';

test('the pause doubles with each failure and stays at eight seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map(backOff)).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
});
