import { expect, test } from 'vitest';
import { lastOf, queryOf } from './query.ts';

test('a key that repeats gives a list, in order', () => {
  expect({ ...queryOf('/p?a=1&b=2&a=3&a=4') }).toEqual({ a: ['1', '3', '4'], b: '2' });
});

test('names and values are percent-decoded once, and plus is a space', () => {
  expect({ ...queryOf('/p?a%20b=c+d%2Be&f=%2525') }).toEqual({ 'a b': 'c d+e', f: '%25' });
});

test('a key without a value is empty, and no query is no values', () => {
  expect({ ...queryOf('/p?a&b=&&') }).toEqual({ a: '', b: '' });
  expect({ ...queryOf('/p') }).toEqual({});
});

test('encoding that is not UTF-8 is refused', () => {
  for (const bad of ['%', '%f', '%zz', '%c0%ae', '%ff'])
    expect(() => queryOf(`/p?a=${bad}`)).toThrow('percent-encoded');
});

test('__proto__ is a name like any other', () => {
  const values = queryOf('/p?__proto__=x');
  expect(lastOf(values, '__proto__')).toBe('x');
  expect(lastOf(values, 'toString')).toBeUndefined();
});
