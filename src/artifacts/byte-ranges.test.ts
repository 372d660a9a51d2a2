import { describe, expect, it } from 'vitest';
import { contentRange, parseByteRange } from './byte-ranges.ts';

describe('parseByteRange', () => {
  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=5-', 5, 999],
    ['bytes=-5', 995, 999],
    ['bytes=0-0', 0, 0],
    ['bytes=990-5000', 990, 999],
    ['bytes=-5000', 0, 999],
    ['BYTES= 1-2 ', 1, 2],
    ['bytes=0-99999999999999999999999', 0, 999],
  ])('takes %j of 1000 bytes as %i to %i', (header, start, end) => {
    expect(parseByteRange(header, 1000)).toEqual({ kind: 'partial', start, end });
  });

  it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=99999999999999999999999-', 'bytes=-0'])(
    'cannot satisfy %j of 1000 bytes',
    (header) => expect(parseByteRange(header, 1000)).toEqual({ kind: 'unsatisfiable' }),
  );

  it.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=5-4',
    'bytes=a-b',
    'bytes=0-1,5-6',
    'items=0-1',
    'bytes=-1-2',
  ])('answers %j with the whole file', (header) =>
    expect(parseByteRange(header, 1000)).toEqual({ kind: 'full' }),
  );

  it('knows that an empty file has no first byte but has its last five', () => {
    expect(parseByteRange('bytes=0-', 0)).toEqual({ kind: 'unsatisfiable' });
    expect(parseByteRange('bytes=-5', 0)).toEqual({ kind: 'full' });
  });
});

it('writes Content-Range for what is served and for what could be asked', () => {
  expect(contentRange(1000, { start: 0, end: 99 })).toBe('bytes 0-99/1000');
  expect(contentRange(1000)).toBe('bytes */1000');
});
