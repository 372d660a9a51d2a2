import { expect, test } from 'vitest';
import type { BoardVersion } from '../../../../contract/index.ts';
import type { StageBoard } from '../../../queries/stage-board.ts';
import { columnsOf, versionAfter, versionsBetween } from './board-columns.ts';

const version = (name: string, stage: string, given: Partial<BoardVersion> = {}): BoardVersion => ({
  ...{ version: name, stage, aliases: [], creation_time: 1, last_update_time: 1, stage_since: 1 },
  ...{ metrics: [], tags: [], requests: [] },
  ...given,
});

const board = (...versions: BoardVersion[]): StageBoard => ({
  ...{ name: 'fraud', first_time: 1, versions },
  stages: (['None', 'Staging', 'Production', 'Archived'] as const).map((name) => ({ name, classic: name })),
});

const shown = (columns: ReturnType<typeof columnsOf>) =>
  columns.map(({ stage, versions }) =>
    `${stage.name}: ${versions.map((one) => one.version).join(' ')}`.trim(),
  );

test('versions stand below their stage, the newest first, by number and not by letters', () => {
  const columns = columnsOf(board(version('9', 'None'), version('10', 'None'), version('2', 'Production')));
  expect(shown(columns)).toEqual(['None: 10 9', 'Staging:', 'Production: 2', 'Archived:']);
});

test('a stage that the settings do not know is shown after the others', () => {
  expect(shown(columnsOf(board(version('1', 'Shadow')))).at(-1)).toBe('Shadow: 1');
});

test('a version in a hand stays where it is though it moved elsewhere', () => {
  const held = new Map([['1', 'None']]);
  expect(shown(columnsOf(board(version('1', 'Archived')), { held }))).toContain('None: 1');
});

test('the versions that somebody asks for can be shown alone', () => {
  const request = {
    ...{ request_id: 'r', name: 'fraud', version: '2', archive_existing_versions: false },
    ...{ actor: 'ana', creation_time: 1, state: 'pending' as const },
  };
  const versions = [version('1', 'None'), version('2', 'None', { requests: [request] })];
  expect(shown(columnsOf(board(...versions), { isPendingOnly: true }))).toContain('None: 2');
});

const columns = columnsOf(
  board(version('1', 'None'), version('2', 'None'), version('3', 'None'), version('4', 'Production')),
);

test('arrows lead along a stage and past empty stages to the next', () => {
  expect(versionAfter('ArrowDown', columns, undefined)).toBe('3');
  expect(versionAfter('ArrowDown', columns, '3')).toBe('2');
  expect(versionAfter('ArrowDown', columns, '1')).toBe('1');
  expect(versionAfter('ArrowUp', columns, '3')).toBe('3');
  expect(versionAfter('End', columns, '3')).toBe('1');
  expect(versionAfter('Home', columns, '1')).toBe('3');
  expect(versionAfter('ArrowRight', columns, '1')).toBe('4');
  expect(versionAfter('ArrowLeft', columns, '4')).toBe('3');
  expect(versionAfter('ArrowRight', columns, '4')).toBe('4');
});

test('a shift click takes all between two versions of a stage, and both of two stages', () => {
  expect(versionsBetween(columns, '1', '3')).toEqual(['3', '2', '1']);
  expect(versionsBetween(columns, '1', '4')).toEqual(['1', '4']);
});
