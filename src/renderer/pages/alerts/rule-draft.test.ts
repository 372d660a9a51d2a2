import { expect, test } from 'vitest';
import { draftOf, problemsOf, settingsOf } from './rule-draft.ts';

test('a form that nobody touched asks for what a rule of its kind needs, and no more', () => {
  expect(Object.keys(problemsOf(draftOf({})))).toEqual(['metric', 'value']);
  expect(problemsOf(draftOf({ kind: 'nan' }))).toEqual({});
  expect(problemsOf(draftOf({ kind: 'stall' }))).toEqual({});
  expect(problemsOf({ ...draftOf({ kind: 'stall' }), minutes: '0' })).toHaveProperty('minutes');
  expect(problemsOf({ ...draftOf({ kind: 'finish' }), statuses: [] })).toHaveProperty('statuses');
  expect(problemsOf({ ...draftOf({ kind: 'nan' }), of: 'experiments' })).toHaveProperty('scope');
});

test('a rule that is opened and saved as it was stays what it was', () => {
  const rules = [
    { name: 'a', kind: 'threshold', metric_key: 'loss', comparator: '<=', value: -1e-9, scope: {} },
    { name: 'b', kind: 'nan', scope: { experiment_ids: ['1', '2'], filter: "tags.team = 'vision'" } },
    { name: 'c', kind: 'stall', minutes: 90, scope: { run_ids: ['r'] } },
    { name: 'd', kind: 'finish', statuses: ['FAILED'], scope: {} },
  ] as const;
  for (const rule of rules) {
    const settings = { ...rule, enabled: false } as unknown as Parameters<typeof draftOf>[0];
    expect(problemsOf(draftOf(settings))).toEqual({});
    expect(settingsOf(draftOf(settings))).toEqual(settings);
  }
});

test('what belongs to another kind is not sent, and a rule without a name is called by what it waits for', () => {
  const draft = { ...draftOf({ metric_key: 'loss' }), value: '5', kind: 'nan' as const };
  expect(settingsOf(draft)).toEqual({
    name: 'NaN in loss',
    kind: 'nan',
    metric_key: 'loss',
    scope: {},
    enabled: true,
  });
});

test('a filter must be one, and ask for no metric', () => {
  const of = (filter: string) => problemsOf({ ...draftOf({ kind: 'nan' }), filter }).filter;
  expect(of("params.lr = '0.1' AND NOT tags.draft = 'yes'")).toBeUndefined();
  expect(of('params.lr =')).toBeDefined();
  expect(of("params.lr = '0.1' AND (tags.a = 'b' OR metrics.loss < 1)")).toContain('metrics change');
});
