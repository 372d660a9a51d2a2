import { diff3Merge } from 'node-diff3';
import type { Disagreements } from './disagreements.ts';

interface Conflict {
  a: string[];
  o: string[];
  b: string[];
  aIndex: number;
}

type Region = { ok: string[] } | { conflict: Conflict };

/** Pairs of equal parts that a comparison may look at; it takes time and memory for each. */
const MOST_PAIRS = 2_000_000;

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+|\s+|[^\s]/gu) ?? [];

function counts(parts: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const part of parts) found.set(part, (found.get(part) ?? 0) + 1);
  return found;
}

function pairs(left: readonly string[], right: readonly string[]): number {
  const other = counts(right);
  return Array.from(counts(left)).reduce((total, [part, times]) => total + times * (other.get(part) ?? 0), 0);
}

/** Regions of three lists of parts; one conflict where there are too many equal parts to compare. */
function regionsOf(ours: string[], base: string[], theirs: string[]): Region[] {
  if (pairs(ours, base) > MOST_PAIRS || pairs(theirs, base) > MOST_PAIRS)
    return [{ conflict: { a: ours, o: base, b: theirs, aIndex: 0 } }];
  return diff3Merge(ours, base, theirs, { excludeFalseConflicts: true }) as Region[];
}

/** The lines with the changes of words of both; undefined where these touch each other. */
function mergedWords(ours: string, base: string, theirs: string): string | undefined {
  const regions = regionsOf(wordsOf(ours), wordsOf(base), wordsOf(theirs));
  const parts = regions.map((region) => ('ok' in region ? region.ok.join('') : undefined));
  return parts.includes(undefined) ? undefined : parts.join('');
}

function settle(where: string, { a, o, b, aIndex }: Conflict, found: Disagreements): string {
  const sides = { base: o.join(''), ours: a.join(''), theirs: b.join('') };
  const merged = mergedWords(sides.ours, sides.base, sides.theirs);
  if (merged !== undefined) return merged;
  const lines = { from_line: aIndex + 1, to_line: aIndex + a.length };
  const choice = found.settle({ where, ...sides, lines });
  return choice.take === 'text' ? choice.text : sides[choice.take];
}

/** Merges what two texts changed since a third: lines, and where both changed the same lines, words. */
export function mergeTexts(
  where: string,
  base: string,
  ours: string,
  theirs: string,
  found: Disagreements,
): string {
  if (ours === theirs || base === theirs) return ours;
  if (base === ours) return theirs;
  return regionsOf(linesOf(ours), linesOf(base), linesOf(theirs))
    .map((region) => ('ok' in region ? region.ok.join('') : settle(where, region.conflict, found)))
    .join('');
}
