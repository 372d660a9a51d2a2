import { expect, test } from 'vitest';
import { momentAfter, momentAt, momentsOf, ticksOf } from './moments.ts';

const moments = [100, 200, 300];

test('moments are in order, and what was moved together is one', () => {
  expect(momentsOf([{ time: 300 }, { time: 100 }, { time: 300 }, { time: 200 }])).toEqual(moments);
});

test('a time shows the board of the last moment before it, and of the first before all', () => {
  expect(momentAt(moments, 250)).toBe(200);
  expect(momentAt(moments, 300)).toBe(300);
  expect(momentAt(moments, 1)).toBe(100);
  expect(momentAt([], 1)).toBeUndefined();
});

test('arrows step from move to move and end with now', () => {
  expect(momentAfter('ArrowLeft', moments, 'now')).toBe(300);
  expect(momentAfter('ArrowLeft', moments, 300)).toBe(200);
  expect(momentAfter('ArrowLeft', moments, 250)).toBe(100);
  expect(momentAfter('ArrowLeft', moments, 100)).toBe(100);
  expect(momentAfter('ArrowRight', moments, 100)).toBe(200);
  expect(momentAfter('ArrowRight', moments, 300)).toBe('now');
  expect(momentAfter('ArrowRight', moments, 'now')).toBe('now');
  expect(momentAfter('Home', moments, 'now')).toBe(100);
  expect(momentAfter('End', moments, 100)).toBe('now');
  expect(momentAfter('PageDown', moments, 'now')).toBe(100);
  expect(momentAfter('x', moments, 'now')).toBeUndefined();
});

test('ticks lie in percent of the whole, and ten thousand moves make a few hundred', () => {
  expect(ticksOf(moments, 100, 300)).toEqual([0, 50, 100]);
  expect(ticksOf([5], 5, 5)).toEqual([0]);
  const many = Array.from({ length: 10_000 }, (_, index) => index);
  expect(ticksOf(many, 0, 9999).length).toBeLessThanOrEqual(401);
});
