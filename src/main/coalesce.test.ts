import { expect, test } from 'vitest';
import { coalesced } from './coalesce.ts';

test('calls that come together are one, and calls during the work are one more', async () => {
  let runs = 0;
  let finish = (): void => undefined;
  let began = Promise.withResolvers<void>();
  const call = coalesced(
    () => {
      runs += 1;
      began.resolve();
      return new Promise((done) => {
        finish = done;
      });
    },
    1,
    () => undefined,
  );
  call();
  call();
  await began.promise;
  expect(runs).toBe(1);
  began = Promise.withResolvers();
  call();
  call();
  finish();
  await began.promise;
  expect(runs).toBe(2);
  finish();
});

test('work that fails is told and does not end the next', async () => {
  const failures: unknown[] = [];
  let failed = Promise.withResolvers<void>();
  const call = coalesced(
    () => Promise.reject(new Error('away')),
    1,
    (error) => {
      failures.push(error);
      failed.resolve();
    },
  );
  call();
  await failed.promise;
  failed = Promise.withResolvers();
  call();
  await failed.promise;
  expect(failures.length).toBe(2);
});
