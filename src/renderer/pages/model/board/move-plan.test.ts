import { expect, test } from 'vitest';
import { planMove, stagesAfter, stagesBefore, versionWords } from './move-plan.ts';

const settings = {
  stages: [
    { name: 'None', classic: 'None' },
    { name: 'Shadow', classic: 'Staging' },
    { name: 'Live', classic: 'Production' },
    { name: 'Attic', classic: 'Archived' },
  ] as const,
  comment_required: false,
  approval_stages: ['Live'],
};
const rules = { ...settings, stages: [...settings.stages] };

const version = (name: string, stage: string) => ({
  ...{ version: name, stage, aliases: [], creation_time: 1, last_update_time: 1, stage_since: 1 },
  ...{ metrics: [], tags: [], requests: [] },
});
const versions = [version('1', 'Live'), version('2', 'Live'), version('3', 'None'), version('4', 'Attic')];
const words = (list: readonly { version: string }[]) => list.map((one) => one.version);

test('a move to a stage of production may archive those that are there', () => {
  const plan = planMove(versions, ['3'], 'Live', rules);
  expect(words(plan.moving)).toEqual(['3']);
  expect(words(plan.others)).toEqual(['1', '2']);
  expect(stagesAfter(plan, true, rules)).toEqual(
    new Map([
      ['3', 'Live'],
      ['1', 'Attic'],
      ['2', 'Attic'],
    ]),
  );
  expect(stagesAfter(plan, false, rules)).toEqual(new Map([['3', 'Live']]));
  expect(stagesBefore(plan, true)).toEqual(
    new Map([
      ['3', 'None'],
      ['1', 'Live'],
      ['2', 'Live'],
    ]),
  );
});

test('a move to any other stage archives nothing', () => {
  expect(planMove(versions, ['3'], 'Attic', rules).others).toEqual([]);
});

test('what is there already does not move, and archives nothing', () => {
  expect(planMove(versions, ['1'], 'Live', rules)).toMatchObject({ moving: [], others: [] });
  expect(words(planMove(versions, ['1', '3'], 'Live', rules).others)).toEqual(['2']);
});

test('the settings ask for an approval of a stage or of all, and for a comment', () => {
  expect(planMove(versions, ['3'], 'Live', rules)).toMatchObject({
    needsApproval: true,
    needsComment: false,
  });
  expect(planMove(versions, ['3'], 'Shadow', { ...rules, comment_required: true })).toMatchObject({
    ...{ needsApproval: false, needsComment: true },
  });
  expect(planMove(versions, ['3'], 'Shadow', { ...rules, approval_stages: ['*'] }).needsApproval).toBe(true);
});

test('a few versions are named, many are counted', () => {
  const named = (count: number) =>
    versionWords(Array.from({ length: count }, (_, index) => ({ version: `${index + 1}` })));
  expect(named(1)).toBe('v1');
  expect(named(3)).toBe('v1, v2 and v3');
  expect(named(12)).toBe('12 versions');
});
