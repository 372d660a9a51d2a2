import { expect, test } from 'vitest';
import { missingOf, readValue, valuesOf } from './variable-values.ts';

test('a Jinja template gets lists, objects, numbers and words', () => {
  expect(readValue('["a", 1]')).toEqual({ value: ['a', 1], kind: 'list' });
  expect(readValue(' {"a": {"b": 2}}')).toEqual({ value: { a: { b: 2 } }, kind: 'object' });
  expect(readValue('3.5')).toEqual({ value: 3.5, kind: 'number' });
  expect(readValue('true')).toEqual({ value: true, kind: 'boolean' });
  expect(readValue('007 and more')).toEqual({ value: '007 and more', kind: 'text' });
});

test('a list that is no JSON is a text, and says so', () => {
  expect(readValue('[a, b]')).toMatchObject({ value: '[a, b]', kind: 'text', problem: expect.any(String) });
});

test('a plain template gets texts as they are typed, and what is empty is missing', () => {
  const typed = { items: '[1]', empty: '', old: 'x' };
  expect(valuesOf(['items', 'empty', 'never'], typed, false)).toEqual({ items: '[1]' });
  expect(valuesOf(['items'], typed, true)).toEqual({ items: [1] });
  expect(missingOf(['items', 'empty', 'never'], typed)).toEqual(['empty', 'never']);
});
