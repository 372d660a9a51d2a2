import { describe, expect, test } from 'vitest';
import { avoidCollisions, colourOfId, RUN_COLOUR_COUNT } from './run-palette.ts';

/** Ids that stand for the given colour. */
function idsOf(colour: number, count: number): string[] {
  const ids: string[] = [];
  for (let index = 0; ids.length < count; index += 1)
    if (colourOfId(`run${index}`) === colour) ids.push(`run${index}`);
  return ids;
}

const NOTHING = { chosen: {}, moved: {} };
const NOBODY: ReadonlySet<string> = new Set();

test('ids spread over all colours', () => {
  const found = new Set(Array.from({ length: 400 }, (_, index) => colourOfId(`r${index}`)));
  expect([...found].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: RUN_COLOUR_COUNT }, (_, index) => index + 1),
  );
});

describe('of runs that are shown together', () => {
  const [first = '', second = '', third = ''] = idsOf(5, 3);

  test('the first has the colour of its id, the others the next free ones', () => {
    expect(avoidCollisions([first], NOBODY, NOTHING)).toBeUndefined();
    expect(avoidCollisions([first, second, third], NOBODY, NOTHING)).toEqual({ [second]: 6, [third]: 7 });
  });

  test('those that are there keep theirs when another comes before them', () => {
    const chosen = {};
    expect(avoidCollisions([second, first], new Set([first]), { chosen, moved: {} })).toEqual({
      [second]: 6,
    });
    const moved = { [second]: 6 };
    expect(avoidCollisions([third, first, second], new Set([first, second]), { chosen, moved })).toEqual({
      [third]: 7,
    });
  });

  test('one that was moved before comes back in that colour, unless it is taken', () => {
    const moved = { [second]: 9 };
    expect(avoidCollisions([second], NOBODY, { chosen: {}, moved })).toBeUndefined();
    expect(avoidCollisions([first, second], NOBODY, { chosen: { [first]: 9 }, moved })).toEqual({
      [second]: 10,
    });
  });

  test('a chosen colour stays, also where two runs have the same, and others make room', () => {
    const chosen = { [second]: 5, [third]: 5 };
    expect(avoidCollisions([first, second, third], NOBODY, { chosen, moved: {} })).toEqual({ [first]: 6 });
  });

  test('the next of the last colour is the first', () => {
    const [one = '', two = ''] = idsOf(RUN_COLOUR_COUNT, 2);
    expect(avoidCollisions([one, two], NOBODY, NOTHING)).toEqual({ [two]: 1 });
  });

  test('twenty runs have twenty colours, and more have those of their ids', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `some${index}`);
    const moved = avoidCollisions(ids, NOBODY, NOTHING) ?? {};
    const colours = ids.map((id) => moved[id] ?? colourOfId(id));
    expect(new Set(colours.slice(0, RUN_COLOUR_COUNT)).size).toBe(RUN_COLOUR_COUNT);
    expect(Object.keys(moved).every((id) => ids.indexOf(id) < RUN_COLOUR_COUNT)).toBe(true);
  });
});
