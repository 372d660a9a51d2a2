import { expect, test } from 'vitest';
import type { VersionMove } from '../../../../contract/index.ts';
import { lanesOf, staysOf } from './lanes.ts';

let made = 0;
const move = (given: Partial<VersionMove>): VersionMove => {
  made += 1;
  return { move_id: String(made), time: made, actor: 'ana', version: '1', kind: 'stage', ...given };
};

/** As they happened; the tracker tells the newest first. */
const staysAfter = (...moves: VersionMove[]) => staysOf(moves.toReversed());

test('a version is in a stage until it moves on, and in its last one until now', () => {
  const stays = staysAfter(
    move({ kind: 'created', stage: 'None', time: 10 }),
    move({ stage: 'Production', time: 20, actor: 'bo' }),
    move({ kind: 'alias_set', alias: 'champion', time: 25 }),
    move({ stage: 'Archived', time: 30 }),
  );
  expect(stays).toEqual([
    { version: '1', stage: 'None', from: 10, until: 20, actor: 'ana' },
    { version: '1', stage: 'Production', from: 20, until: 30, actor: 'bo' },
    { version: '1', stage: 'Archived', from: 30, until: undefined, actor: 'ana' },
  ]);
});

test('a deleted version is nowhere from then on', () => {
  const stays = staysAfter(
    move({ kind: 'created', stage: 'None', time: 1 }),
    move({ kind: 'deleted', time: 5, stage: 'None' }),
  );
  expect(stays).toEqual([{ version: '1', stage: 'None', from: 1, until: 5, actor: 'ana' }]);
});

test('stays that follow each other share a row, those at the same time do not, and too many are counted', () => {
  const stay = (version: string, from: number, until?: number) => ({
    ...{ version, stage: 'Production', from, until, actor: 'ana' },
  });
  const [lane] = lanesOf([stay('1', 1, 5), stay('2', 3, 8), stay('3', 5, 9)], ['Production']);
  expect(lane?.rows.map((row) => row.map(({ version }) => version))).toEqual([['1', '3'], ['2']]);
  const crowd = Array.from({ length: 10 }, (_, index) => stay(String(index), 1));
  expect(lanesOf(crowd, ['Production'])[0]?.left).toBe(6);
});
