import { formatNumber } from '../../format.ts';

/** How far a number is from that of the reference, `+0.02 (+2.5 %)`; undefined where that says nothing. */
export function deltaText(value: number | undefined, reference: number | undefined): string | undefined {
  if (value === undefined || reference === undefined) return undefined;
  const delta = value - reference;
  if (!Number.isFinite(delta)) return undefined;
  if (delta === 0) return '±0';
  const share = reference === 0 ? undefined : (delta / Math.abs(reference)) * 100;
  const isTelling = share !== undefined && Number.isFinite(share);
  return isTelling ? `${signed(delta)} (${signed(share, shortShare)} %)` : signed(delta);
}

function signed(value: number, format: (size: number) => string = formatNumber): string {
  return `${value < 0 ? '−' : '+'}${format(Math.abs(value))}`;
}

/** Three digits at most: a share is read at a glance. */
function shortShare(size: number): string {
  return formatNumber(size >= 100 ? Math.round(size) : Number(size.toPrecision(2)));
}

/** A text in three parts: what it has in common with another at both ends, and what it has instead between. */
export interface ChangedPart {
  before: string;
  changed: string;
  after: string;
}

/** Below this a value is read whole, and marks in it only disturb. */
const SHORT = 16;
/** What is left of the common start of a text too long to see its end. */
const KEPT_START = 8;

/** Where a long text is another than `reference`; undefined where marking that does not help. */
export function changedPart(value: string, reference: string): ChangedPart | undefined {
  if (value === reference || value.length < SHORT || reference.length < SHORT) return undefined;
  const most = Math.min(value.length, reference.length);
  let start = 0;
  while (start < most && value[start] === reference[start]) start += 1;
  let end = 0;
  while (end < most - start && value.at(-1 - end) === reference.at(-1 - end)) end += 1;
  // Two texts with little in common are simply two texts.
  if (start + end < most / 3) return undefined;
  return {
    before: value.slice(0, start),
    changed: value.slice(start, value.length - end),
    after: value.slice(value.length - end),
  };
}

/** The common start of a long text, short enough for what follows to be in view. */
export function shortStart(before: string): string {
  return before.length <= SHORT ? before : `…${before.slice(-KEPT_START)}`;
}
