import { expect, test } from 'vitest';
import { outcomeWords, problemsOf, tagsOf } from './register-draft.ts';

const draft = { name: 'fraud', description: '', tags: [{ key: '', value: '' }] };

test('a name is asked for, and one that MLflow would refuse is told at once', () => {
  expect(problemsOf(draft, false)).toEqual({});
  expect(problemsOf({ ...draft, name: '  ' }, false)).toHaveProperty('name');
  for (const name of ['a/b', 'models:/a'])
    expect(problemsOf({ ...draft, name }, false).name).toContain('“/”');
  expect(problemsOf({ ...draft, name: ' greeting' }, true).name).toMatch(/^greeting is a prompt/);
});

test.each([
  [[{ key: 'a', value: '' }], undefined],
  [[{ key: ' ', value: 'x' }], 'Name the tag'],
  [
    [
      { key: 'a', value: '1' },
      { key: ' a', value: '2' },
    ],
    'two tags a',
  ],
  [[{ key: 'mlflow.user', value: 'x' }], 'own'],
])('of the tags %j it is said: %s', (tags, words) => {
  const problem = problemsOf({ ...draft, tags }, false).tags;
  if (words === undefined) expect(problem).toBeUndefined();
  else expect(problem).toContain(words);
});

test('rows that nobody filled are no tags', () => {
  const rows = [
    { key: ' team ', value: ' vision ' },
    { key: '', value: '' },
  ];
  expect(tagsOf(rows)).toEqual([{ key: 'team', value: 'vision' }]);
});

test('what becomes of a registration is said before it is made', () => {
  expect(outcomeWords('', undefined)).toContain('makes a new model');
  expect(outcomeWords('fraud', undefined)).toBe('Makes the model fraud, with this as version 1.');
  expect(outcomeWords('fraud', { last: undefined })).toBe('Becomes the first version of fraud.');
  expect(outcomeWords('fraud', { last: '7' })).toBe('Becomes the next version of fraud, whose latest is 7.');
});
