import type { ByteRange } from './artifact-store.ts';

/** How to answer a Range header: 200 with everything, 206 with one range, or 416. */
export type RangeAnswer =
  | { readonly kind: 'full' }
  | ({ readonly kind: 'partial' } & ByteRange)
  | { readonly kind: 'unsatisfiable' };

const SINGLE_RANGE = /^bytes=\s*(\d*)-(\d*)\s*$/i;
const FULL: RangeAnswer = { kind: 'full' };
const UNSATISFIABLE: RangeAnswer = { kind: 'unsatisfiable' };

/**
 * Reads a Range header for a file of `size` bytes (RFC 9110 section 14.1.2). A header that is absent, malformed, in
 * another unit or asks for several ranges is ignored, as the RFC allows: the whole file is the answer.
 */
export function parseByteRange(header: string | undefined, size: number): RangeAnswer {
  const [, first = '', last = ''] = SINGLE_RANGE.exec(header ?? '') ?? [];
  if (first === '') return last === '' ? FULL : lastBytes(Number(last), size);
  const [start, end] = [Number(first), last === '' ? size - 1 : Number(last)];
  if (last !== '' && end < start) return FULL;
  return start < size ? { kind: 'partial', start, end: Math.min(end, size - 1) } : UNSATISFIABLE;
}

function lastBytes(count: number, size: number): RangeAnswer {
  if (count === 0) return UNSATISFIABLE;
  return size === 0 ? FULL : { kind: 'partial', start: Math.max(0, size - count), end: size - 1 };
}

/** The Content-Range header: of the range served (206), or without one of the size to ask within (416). */
export function contentRange(size: number, range?: ByteRange): string {
  return range ? `bytes ${range.start}-${range.end}/${size}` : `bytes */${size}`;
}
