import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likePattern } from './index.ts';

describe('LIKE', () => {
  test.each([
    ['', '', true],
    ['', 'a', false],
    ['%', '', true],
    ['_', '', false],
    ['a%', 'abc', true],
    ['a%', 'ba', false],
    ['%c', 'abc', true],
    ['%b%', 'abc', true],
    ['a_c', 'abc', true],
    ['a_c', 'ac', false],
    ['_', '😀', true],
    ['a%b%c', 'a-b-b-c', true],
    ['%ab', 'aab', true],
    ['a.c', 'abc', false],
    ['a%', 'a\nb', true],
    ['\\%', '\\x', true],
    ['Abc', 'abc', false],
  ])('[F20] %j against %j gives %s', (pattern, text, expected) => {
    expect(likePattern(pattern, true).matches(text)).toBe(expected);
  });

  test.each([
    ['STRASSE%', 'strasse 1', true],
    ['ÄÖÜ', 'äöü', false],
    ['ΣΑΣ', 'σασ', false],
    ['_', 'İ', true],
    ['straße', 'STRASSE', false],
  ])('[F20] ignoring case, %j against %j gives %s', (pattern, text, expected) => {
    expect(likePattern(pattern, false).matches(text)).toBe(expected);
  });

  test('[F20] the prefix is the part before the first wildcard', () => {
    expect(likePattern('Run-%_x', true).prefix).toBe('Run-');
    expect(likePattern('Run-_', false).prefix).toBe('run-');
    expect(likePattern('plain', true).prefix).toBe('plain');
    expect(likePattern('%x', true).prefix).toBe('');
  });

  const seed = Date.now();
  test(`[F20] matching agrees with a regular expression on random words (seed ${seed})`, () => {
    const letters = (alphabet: string) =>
      fc.array(fc.constantFrom(...alphabet), { maxLength: 9 }).map((list) => list.join(''));
    const check = fc.property(letters('ab%_'), letters('ab'), (pattern, text) => {
      const expression = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`);
      expect(likePattern(pattern, true).matches(text)).toBe(expression.test(text));
    });
    fc.assert(check, { seed, numRuns: 5000 });
  });

  test('[F24] a pattern of many wildcards does not blow up', () => {
    const start = performance.now();
    expect(likePattern(`${'%a'.repeat(500)}b`, true).matches('a'.repeat(8000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
