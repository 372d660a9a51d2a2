import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { coalesce } from './coalesce.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the first call works at once, and a burst is one more run after the spacing', async () => {
  let runs = 0;
  const call = coalesce(async () => {
    runs += 1;
  }, 100);
  for (let i = 0; i < 50; i += 1) call();
  expect(runs).toBe(1);
  await vi.advanceTimersByTimeAsync(99);
  expect(runs).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(runs).toBe(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(runs).toBe(2);
});

test('a call during slow work is not lost and never overlaps it', async () => {
  let active = 0;
  const begun: number[] = [];
  const call = coalesce(async () => {
    begun.push(Date.now());
    active += 1;
    expect(active).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    active -= 1;
  }, 100);
  call();
  await vi.advanceTimersByTimeAsync(150);
  call();
  await vi.advanceTimersByTimeAsync(1000);
  const [first = 0, second = 0] = begun;
  expect(begun).toHaveLength(2);
  expect(second - first).toBeGreaterThanOrEqual(300);
});
