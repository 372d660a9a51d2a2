import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteSearch, cutAtMatches } from './byte-search.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function found(text: string, wanted: string, pieceBytes: number): number[] {
  const bytes = utf8(text);
  const search = new ByteSearch(wanted);
  const matches: number[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    matches.push(...search.take(bytes.subarray(at, at + pieceBytes)));
  return matches;
}

test('matches are found in either case, across pieces, and do not overlap', () => {
  expect(found('Loss loss LOSS', 'loss', 3)).toEqual([0, 5, 10]);
  expect(found('aaaa', 'aa', 1)).toEqual([0, 2]);
  expect(found('é É é', 'é', 2)).toEqual([0, 6]);
  expect(found('', 'a', 1)).toEqual([]);
});

test('it finds what indexOf finds, however the text is cut', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '\n', 'é'), maxLength: 60 });
  const wanted = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'é'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(letters, wanted, fc.integer({ min: 1, max: 9 }), (text, needle, piece) => {
      const plain: number[] = [];
      const where = text.replaceAll('A', 'a');
      const what = needle.replaceAll('A', 'a');
      for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + what.length))
        plain.push(utf8(where.slice(0, at)).length);
      expect(found(text, needle, piece)).toEqual(plain);
      expect(cutAtMatches(text, needle).length).toBe(plain.length * 2 + 1);
      expect(cutAtMatches(text, needle).join('')).toBe(text);
    }),
  );
});
