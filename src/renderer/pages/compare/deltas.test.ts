import { expect, test } from 'vitest';
import { changedPart, deltaText, shortStart } from './deltas.ts';

test('a delta has its sign, and its share of the reference', () => {
  expect(deltaText(0.82, 0.8)).toBe('+0.02 (+2.5 %)');
  expect(deltaText(0.2, 0.5)).toBe('−0.3 (−60 %)');
  expect(deltaText(-2, -4)).toBe('+2 (+50 %)');
  expect(deltaText(3, 3)).toBe('±0');
});

test('there is no share of zero, and no delta of what is not a number', () => {
  expect(deltaText(0.5, 0)).toBe('+0.5');
  expect(deltaText(Number.NaN, 1)).toBeUndefined();
  expect(deltaText(Number.POSITIVE_INFINITY, 1)).toBeUndefined();
  expect(deltaText(undefined, 1)).toBeUndefined();
  expect(deltaText(1, undefined)).toBeUndefined();
});

test('the part of a long text that another has otherwise is found between what both begin and end with', () => {
  const value = 's3://bucket/data/2024-01/train.parquet';
  expect(changedPart(value, 's3://bucket/data/2023-12/train.parquet')).toEqual({
    before: 's3://bucket/data/202',
    changed: '4-01',
    after: '/train.parquet',
  });
  expect(changedPart('aaaaaaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaaaa')).toEqual({
    before: 'aaaaaaaaaaaaaaaaaa',
    changed: 'aa',
    after: '',
  });
});

test('short texts, equal ones and those with little in common are left alone', () => {
  expect(changedPart('adam', 'adamw')).toBeUndefined();
  expect(changedPart('the very same long text', 'the very same long text')).toBeUndefined();
  expect(changedPart('one thing entirely so long', 'and something else that is')).toBeUndefined();
});

test('a long common start is cut so that the change is in view', () => {
  expect(shortStart('s3://bucket/data/202')).toBe('…data/202');
  expect(shortStart('s3://b')).toBe('s3://b');
});
