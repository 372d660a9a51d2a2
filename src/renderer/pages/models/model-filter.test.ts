import { expect, test } from 'vitest';
import {
  filterOfSearch,
  isFilter,
  orderByOf,
  orderInAddress,
  orderOf,
  pressedOrder,
} from './model-filter.ts';

test.each([
  ['', ''],
  ['  ', ''],
  ['fraud', "name ILIKE '%fraud%'"],
  ['fraud  v2', "name ILIKE '%fraud%' AND name ILIKE '%v2%'"],
  ["o'neill", "name ILIKE '%o_neill%'"],
  ['tags', "name ILIKE '%tags%'"],
  ['tags.team', "name ILIKE '%tags.team%'"],
  ['name of it', "name ILIKE '%name%' AND name ILIKE '%of%' AND name ILIKE '%it%'"],
  ["tags.team = 'vision'", "tags.team = 'vision'"],
  ["tags.`my team` != 'a'", "tags.`my team` != 'a'"],
  ["name LIKE 'fraud%'", "name LIKE 'fraud%'"],
  [" name = 'x' AND tags.a = 'b' ", "name = 'x' AND tags.a = 'b'"],
])('the search %j asks for %j', (search, filter) => expect(filterOfSearch(search)).toBe(filter));

test('what is a filter is told from words', () => {
  expect(isFilter("tags.team = 'vision")).toBe(true);
  expect(isFilter('my name')).toBe(false);
});

test('an order is read from the address it was written to', () => {
  for (const text of ['-name', 'last_updated_timestamp', '-creation_timestamp'])
    expect(orderInAddress(orderOf(text))).toBe(text);
  expect(orderInAddress(orderOf(null))).toBe('');
  expect(orderByOf(orderOf('-last_updated_timestamp'))).toBe('last_updated_timestamp DESC');
  expect(orderByOf(orderOf('weight'))).toBe('name ASC');
});

test('a column is sorted with the latest first, and the other way when pressed again', () => {
  const once = pressedOrder(orderOf(null), 'last_updated_timestamp');
  expect(once).toEqual({ by: 'last_updated_timestamp', isDescending: true });
  expect(pressedOrder(once, 'last_updated_timestamp').isDescending).toBe(false);
  expect(pressedOrder(once, 'name')).toEqual({ by: 'name', isDescending: false });
});
