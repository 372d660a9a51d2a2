import { expect, test } from 'vitest';
import { lineChanges } from './line-changes.ts';

test('lines that came and went are counted', () => {
  expect(lineChanges('a\nb\nc', 'a\nB\nc\nd')).toEqual({ added: 2, removed: 1 });
  expect(lineChanges('a\nb', 'a\nb')).toEqual({ added: 0, removed: 0 });
  expect(lineChanges('a\nb\nc', 'a\nc')).toEqual({ added: 0, removed: 1 });
});

test('a part that is on one side only counts whole', () => {
  expect(lineChanges(undefined, 'a\nb')).toEqual({ added: 2, removed: 0 });
  expect(lineChanges('a', undefined)).toEqual({ added: 0, removed: 1 });
});
