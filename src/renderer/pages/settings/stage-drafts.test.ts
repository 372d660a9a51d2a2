import { expect, test } from 'vitest';
import { changeBack, changeOf, draftOf, problemOfAll, problemsOf, type StageDraft } from './stage-drafts.ts';

const settings = {
  stages: [
    { name: 'None', classic: 'None' as const },
    { name: 'Live', classic: 'Production' as const, color: 'green' as const },
    { name: 'Archived', classic: 'Archived' as const },
  ],
  comment_required: true,
  approval_stages: ['Live'],
  approval_aliases: ['champion'],
};
const draft = draftOf(settings);
const edited = (id: string, change: Partial<StageDraft>) => ({
  ...draft,
  stages: draft.stages.map((stage) => (stage.id === id ? { ...stage, ...change } : stage)),
});

test('a draft that nobody touched asks for what is set', () => {
  expect(changeOf(draft)).toMatchObject({ ...settings, rename: [] });
});

test('a renamed stage keeps its versions, its colour and its approval, and goes back', () => {
  const change = changeOf(edited('Live', { name: ' Online ' }));
  expect(change.rename).toEqual([{ from: 'Live', to: 'Online' }]);
  expect(change.stages?.[1]).toEqual({ name: 'Online', classic: 'Production', color: 'green' });
  expect(change.approval_stages).toEqual(['Online']);
  expect(changeBack(settings, change)).toMatchObject({
    ...settings,
    rename: [{ from: 'Online', to: 'Live' }],
  });
});

test('a star asks for an approval of every stage', () => {
  const { stages } = draftOf({ ...settings, approval_stages: ['*'] });
  expect(stages.every(({ needsApproval }) => needsApproval)).toBe(true);
});

test('aliases are read apart by commas, with or without their @, each once', () => {
  const change = changeOf({ ...draft, approvalAliases: '@champion, latest-good ,, champion' });
  expect(change.approval_aliases).toEqual(['champion', 'latest-good']);
  expect(changeOf({ ...draft, approvalAliases: '*' }).approval_aliases).toEqual(['*']);
});

test('a name that cannot be is said at its stage', () => {
  const problem = (name: string) => problemsOf(edited('Live', { name }).stages).get('Live');
  expect(problem('Online')).toBeUndefined();
  expect(problem(' ')).toBe('Give it a name.');
  expect(problem('none')).toBe('Another stage has this name.');
  expect(problem('a/b')).toBe('Without / : and @.');
  expect(problem('x'.repeat(61))).toMatch('At most 60');
});

test('there is always a stage for new versions and one for archived ones', () => {
  expect(problemOfAll(draft.stages)).toBeUndefined();
  expect(problemOfAll(draft.stages.slice(0, 2))).toMatch('stand for Archived');
  expect(problemOfAll(draft.stages.slice(1))).toMatch('stand for None');
  expect(problemOfAll(draft.stages.slice(0, 1))).toMatch('at least 2');
});
