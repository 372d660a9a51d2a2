import { expect, test } from 'vitest';
import { matchStrokes, strokeOf } from './keystrokes.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => strokeOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test('a letter with the command key is written large, on any machine', () => {
  expect(press('k', { ctrlKey: true })).toBe('Mod+K');
  expect(press('k', { metaKey: true })).toBe('Mod+K');
  expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+Z');
});

test('a sign that needs Shift is the sign alone', () => {
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('Enter', { shiftKey: true })).toBe('Shift+Enter');
});

test('a shortcut of two strokes waits for its second', () => {
  const shortcuts = ['g h', 'g t', '?'];
  expect(matchStrokes(['g'], shortcuts)).toBe('waiting');
  expect(matchStrokes(['g', 'h'], shortcuts)).toBe('g h');
  expect(matchStrokes(['g', '?'], shortcuts)).toBe('?');
  expect(matchStrokes(['g', 'g'], shortcuts)).toBe('waiting');
  expect(matchStrokes(['x'], shortcuts)).toBeUndefined();
});
