import { expect, test } from 'vitest';
import { directionOf } from './direction.ts';

test('a param says whether the metric rises or falls with it', () => {
  expect(directionOf({ correlation: 0.456 }).word).toBe('rises with it, ρ = +0.46');
  expect(directionOf({ correlation: -0.3 }).word).toBe('falls with it, ρ = −0.30');
  expect(directionOf({ correlation: 0.456 }).token).not.toBe(directionOf({ correlation: -0.3 }).token);
  expect(directionOf({}).word).toBe('by category');
});
