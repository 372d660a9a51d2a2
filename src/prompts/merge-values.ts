import type { Choice, Disagreements } from './disagreements.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function sameLists(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => same(item, right[index]));
}

function keysOf(value: Json): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined);
}

/** Whether two values are the same JSON, in whatever order their keys are. */
export function same(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) return sameLists(left, right);
  if (!isObject(left) || !isObject(right)) return left === right;
  const keys = keysOf(left);
  return (
    keys.length === keysOf(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
  );
}

function shown(value: unknown): string | undefined {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function valueOfText(text: string, where: string, isText: boolean): unknown {
  if (isText) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The resolution of ${where} is not JSON.`);
  }
}

/** What a choice takes: the value of a side, or the text: as it is where a side is a text, else as JSON. */
export function chosen(
  choice: Choice,
  where: string,
  sides: { base: unknown; ours: unknown; theirs: unknown },
): unknown {
  if (choice.take !== 'text') return sides[choice.take];
  const isText = typeof (sides.ours ?? sides.theirs ?? sides.base) === 'string';
  return valueOfText(choice.text, where, isText);
}

function disagree(
  where: string,
  base: unknown,
  ours: unknown,
  theirs: unknown,
  found: Disagreements,
): unknown {
  const sides = { base, ours, theirs };
  const texts = Object.entries(sides).flatMap(([side, value]) => {
    const text = shown(value);
    return text === undefined ? [] : [[side, text]];
  });
  return chosen(found.settle({ where, ...Object.fromEntries(texts) }), where, sides);
}

function mergeObjects(where: string, base: Json, ours: Json, theirs: Json, found: Disagreements): Json {
  const keys = new Set([...keysOf(ours), ...keysOf(theirs)]);
  const read = (side: Json, key: string) => (Object.hasOwn(side, key) ? side[key] : undefined);
  const merged = [...keys].flatMap((key) => {
    const value = mergeValues(`${where}.${key}`, read(base, key), read(ours, key), read(theirs, key), found);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(merged);
}

/** Merges two values of JSON over a third, keys of objects one by one; undefined is what is not there. */
export function mergeValues(
  where: string,
  base: unknown,
  ours: unknown,
  theirs: unknown,
  found: Disagreements,
): unknown {
  if (same(ours, theirs) || same(base, theirs)) return ours;
  if (same(base, ours)) return theirs;
  if (!isObject(ours) || !isObject(theirs) || (base !== undefined && !isObject(base)))
    return disagree(where, base, ours, theirs, found);
  return mergeObjects(where, base ?? {}, ours, theirs, found);
}
