import { diffIndices } from 'node-diff3';
import type { PromptMessage } from '../contract/index.ts';
import type { Disagreements } from './disagreements.ts';
import { mergeTexts } from './merge-texts.ts';
import { chosen, mergeValues, same } from './merge-values.ts';

/** Beyond so many messages on a side, only equal ones in place are taken for the same. */
const MOST_ALIGNED = 1000;
/** Pairs of changed messages that are compared by their words; more are paired by their places. */
const MOST_COMPARED = 2500;

interface Change {
  buffer1: [number, number];
  buffer2: [number, number];
}

/** Which message of a side each message of the base became, and which ones are new before it. */
interface Alignment {
  /** By index of the base; absent where the message was taken out. */
  kept: ReadonlyMap<number, number>;
  /** By the index of the base before which they stand. */
  added: ReadonlyMap<number, number[]>;
}

function changesBetween(base: readonly PromptMessage[], side: readonly PromptMessage[]): Change[] {
  if (base.length > MOST_ALIGNED || side.length > MOST_ALIGNED)
    return [{ buffer1: [0, base.length], buffer2: [0, side.length] }];
  const texts = (messages: readonly PromptMessage[]) => messages.map((message) => JSON.stringify(message));
  return diffIndices(texts(base), texts(side)) as unknown as Change[];
}

function wordsOf({ content }: PromptMessage): Set<string> {
  return new Set(content.match(/[\p{L}\p{N}_]+/gu));
}

/** How much two messages have in common, from 0 to 1; nothing where their roles differ. */
function likeness(one: PromptMessage, other: PromptMessage): number {
  if (one.role !== other.role) return 0;
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** The message from `next` on that is most like the one of the base; undefined where none is. */
function likest(
  message: PromptMessage,
  side: readonly PromptMessage[],
  next: number,
  end: number,
): number | undefined {
  let best: { at: number; likeness: number } | undefined;
  for (let at = next; at < end; at++) {
    const found = likeness(message, side[at] as PromptMessage);
    if (found > (best?.likeness ?? 0)) best = { at, likeness: found };
  }
  return best?.at;
}

/** Pairs changed messages in their order: by place where as many came as went, else by what they have in common. */
function pairUp(
  base: readonly PromptMessage[],
  side: readonly PromptMessage[],
  { buffer1: [from, count], buffer2: [start, length] }: Change,
): Map<number, number> {
  const pairs = new Map<number, number>();
  let next = start;
  const byPlace = count === length || count * length > MOST_COMPARED;
  for (let index = from; index < from + count; index++) {
    const message = base[index] as PromptMessage;
    const at = byPlace ? next : likest(message, side, next, start + length);
    if (at === undefined || at >= start + length) continue;
    pairs.set(index, at);
    next = at + 1;
  }
  return pairs;
}

function alignment(base: readonly PromptMessage[], side: readonly PromptMessage[]): Alignment {
  const changes = changesBetween(base, side);
  const kept = new Map<number, number>();
  let [baseAt, sideAt] = [0, 0];
  for (const change of [...changes, { buffer1: [base.length, 0], buffer2: [side.length, 0] } as Change]) {
    while (baseAt < change.buffer1[0]) kept.set(baseAt++, sideAt++);
    for (const [index, at] of pairUp(base, side, change)) kept.set(index, at);
    baseAt = change.buffer1[0] + change.buffer1[1];
    sideAt = change.buffer2[0] + change.buffer2[1];
  }
  return { kept, added: addedMessages(base.length, side.length, kept) };
}

function addedMessages(
  baseLength: number,
  sideLength: number,
  kept: ReadonlyMap<number, number>,
): Map<number, number[]> {
  const added = new Map<number, number[]>();
  let at = 0;
  for (let index = 0; index <= baseLength; index++) {
    const until = index === baseLength ? sideLength : kept.get(index);
    if (until === undefined) continue;
    if (until > at)
      added.set(
        index,
        Array.from({ length: until - at }, (_, offset) => at + offset),
      );
    at = until + (index === baseLength ? 0 : 1);
  }
  return added;
}

const json = (value: unknown) => JSON.stringify(value, undefined, 2);

function settle(
  where: string,
  sides: {
    base: PromptMessage[] | undefined;
    ours: PromptMessage[] | undefined;
    theirs: PromptMessage[] | undefined;
  },
  found: Disagreements,
): PromptMessage[] {
  const texts = Object.entries(sides).flatMap(([side, value]) => (value ? [[side, json(value)]] : []));
  const taken = chosen(found.settle({ where, ...Object.fromEntries(texts) }), where, sides) ?? [];
  if (isMessages(taken)) return taken;
  throw new Error(`The resolution of ${where} is not a list of messages with role and content.`);
}

function isMessages(value: unknown): value is PromptMessage[] {
  return (
    Array.isArray(value) &&
    value.every((message) => typeof message?.role === 'string' && typeof message?.content === 'string')
  );
}

function mergeMessage(
  where: string,
  base: PromptMessage,
  ours: PromptMessage,
  theirs: PromptMessage,
  found: Disagreements,
): PromptMessage {
  const content = mergeTexts(where, base.content, ours.content, theirs.content, found);
  const { content: _, ...rest } = base;
  const { content: __, ...own } = ours;
  const { content: ___, ...other } = theirs;
  return { content, ...(mergeValues(where, rest, own, other, found) as { role: string }) };
}

/** Merges two lists of messages over a third: each by itself, and those that were put in or taken out. */
export function mergeMessages(
  base: readonly PromptMessage[],
  ours: readonly PromptMessage[],
  theirs: readonly PromptMessage[],
  found: Disagreements,
): PromptMessage[] {
  const [own, other] = [alignment(base, ours), alignment(base, theirs)];
  const merged: PromptMessage[] = [];
  for (let index = 0; index <= base.length; index++) {
    merged.push(...mergeAdded(index, own, other, ours, theirs, found));
    const message = base[index];
    if (message === undefined) continue;
    const [at, otherAt] = [own.kept.get(index), other.kept.get(index)];
    const mine = at === undefined ? undefined : ours[at];
    const yours = otherAt === undefined ? undefined : theirs[otherAt];
    merged.push(...mergeOne(`messages[${at ?? index}]`, message, mine, yours, found));
  }
  return merged;
}

function mergeOne(
  where: string,
  base: PromptMessage,
  ours: PromptMessage | undefined,
  theirs: PromptMessage | undefined,
  found: Disagreements,
): PromptMessage[] {
  if (ours && theirs) return [mergeMessage(where, base, ours, theirs, found)];
  const left = ours ?? theirs;
  if (left === undefined || same(left, base)) return [];
  return settle(where, { base: [base], ours: ours && [ours], theirs: theirs && [theirs] }, found);
}

function mergeAdded(
  index: number,
  own: Alignment,
  other: Alignment,
  ours: readonly PromptMessage[],
  theirs: readonly PromptMessage[],
  found: Disagreements,
): PromptMessage[] {
  const at = own.added.get(index) ?? [];
  const mine = at.flatMap((place) => ours[place] ?? []);
  const yours = (other.added.get(index) ?? []).flatMap((place) => theirs[place] ?? []);
  if (mine.length === 0 || same(mine, yours)) return mine.length === 0 ? yours : mine;
  if (yours.length === 0) return mine;
  return settle(`messages[${at[0] ?? index}]`, { base: undefined, ours: mine, theirs: yours }, found);
}
