import { expect, test } from 'vitest';
import type { VersionMove } from '../../../../contract/index.ts';
import { ALL_MOVES, filterMoves, namesIn, wayBackOf } from './move-filter.ts';

const move = (given: Partial<VersionMove>): VersionMove => ({
  ...{ move_id: '1', time: 1, actor: 'ana', version: '1', kind: 'stage' },
  ...given,
});

const moves = [
  move({ version: '2', stage: 'Production', from_stage: 'Staging', actor: 'bo' }),
  move({ version: '1', stage: 'Archived', from_stage: 'Production' }),
  move({ version: '2', kind: 'alias_set', alias: 'champion', from_version: '1' }),
];
const shown = (filter: Partial<typeof ALL_MOVES>) => filterMoves(moves, { ...ALL_MOVES, ...filter });

test('moves are found by version with and without its v, by either stage and by actor', () => {
  expect(shown({})).toHaveLength(3);
  expect(shown({ version: '1' })).toEqual([moves[1], moves[2]]);
  expect(shown({ version: 'v2' })).toEqual([moves[0], moves[2]]);
  expect(shown({ stage: 'Production' })).toEqual([moves[0], moves[1]]);
  expect(shown({ actor: 'bo' })).toEqual([moves[0]]);
  expect(shown({ actor: 'bo', stage: 'Archived' })).toEqual([]);
});

test('the choices are what the moves name', () => {
  expect(namesIn(moves)).toEqual({ actors: ['ana', 'bo'], stages: ['Archived', 'Production', 'Staging'] });
});

const now = (stage: string, aliases: string[] = []) => [
  { version: '1', stage: 'None', aliases: [] },
  { version: '2', stage, aliases },
];

test('a stage move leads back to the stage before, unless the version is there or gone', () => {
  const moved = move({ version: '2', stage: 'Production', from_stage: 'Staging' });
  expect(wayBackOf(moved, now('Production'))).toEqual({ kind: 'stage', version: '2', stage: 'Staging' });
  expect(wayBackOf(moved, now('Archived'))).toEqual({ kind: 'stage', version: '2', stage: 'Staging' });
  expect(wayBackOf(moved, now('Staging'))).toBeUndefined();
  expect(wayBackOf(moved, [])).toBeUndefined();
});

test('an alias goes back to the version that had it, or to none, and a removed one comes back', () => {
  const alias = 'champion';
  const taken = move({ kind: 'alias_set', alias, version: '2', from_version: '1' });
  expect(wayBackOf(taken, now('None', [alias]))).toEqual({ kind: 'alias', alias, version: '1' });
  const first = move({ kind: 'alias_set', alias, version: '2' });
  expect(wayBackOf(first, now('None', [alias]))).toEqual({ kind: 'alias', alias, version: undefined });
  expect(wayBackOf(first, now('None'))).toBeUndefined();
  const removed = move({ kind: 'alias_removed', alias, version: '2' });
  expect(wayBackOf(removed, now('None'))).toEqual({ kind: 'alias', alias, version: '2' });
  expect(wayBackOf(removed, now('None', [alias]))).toBeUndefined();
});

test('what was created or deleted has no way back', () => {
  expect(wayBackOf(move({ kind: 'created', stage: 'None' }), now('None'))).toBeUndefined();
  expect(wayBackOf(move({ kind: 'deleted' }), now('None'))).toBeUndefined();
});
