import { expect, test } from 'vitest';
import { momentWords } from './moment-words.ts';

const at = (text: string) => new Date(text).getTime();
const now = at('2026-11-25T12:00:00');

test('a moment is said by its day and time, with the year where that is another', () => {
  expect(momentWords(at('2026-03-03T14:00:00'), now)).toBe('3 March 14:00');
  expect(momentWords(at('2025-03-03T14:00:00'), now)).toBe('3 March 2025 14:00');
});

test('within a short history seconds tell moments apart', () => {
  expect(momentWords(at('2026-03-03T14:00:07'), now, 60_000)).toBe('3 March 14:00:07');
});
