import { expect, test } from 'vitest';
import { compare, isListed, type ListedDifference } from './differences.ts';
import { normalise } from './normalise.ts';

const listed = (at: string[], mlflow: ListedDifference['mlflow'] = '<any>'): ListedDifference => ({
  flow: 's1.*',
  at,
  mlflow,
  tidemark: '<any>',
  reason: 'to test',
});

test('a changed, a missing and an added value are three differences', () => {
  const found = compare('s1.x', { a: 1, b: [1, 2], same: null }, { a: 2, b: [1], c: null, same: null });
  expect(found.map(({ at, mlflow, tidemark }) => [at.join('.'), mlflow, tidemark])).toEqual([
    ['a', 1, 2],
    ['b.1', 2, '<absent>'],
    ['c', '<absent>', null],
  ]);
});

test('a listed difference covers its own place and value, and no other', () => {
  const [found] = compare('s1.x', { body: { code: 'A' } }, { body: { code: 'B' } });
  if (!found) throw new Error('No difference was found.');
  const covers = (entry: ListedDifference) => isListed(found, [entry], new Set());
  expect([listed(['body', 'code']), listed(['**']), listed(['*', 'code'], 'A')].map(covers)).toEqual([
    true,
    true,
    true,
  ]);
  expect([listed(['body']), listed(['*']), listed(['body', 'code'], 'B')].map(covers)).toEqual([
    false,
    false,
    false,
  ]);
  expect(covers({ ...listed(['**']), flow: 's2.*' })).toBe(false);
});

test('a listed difference that is met is noted as used', () => {
  const entry = listed(['**']);
  const used = new Set<ListedDifference>();
  isListed({ flow: 's2.x', at: ['a'], mlflow: 1, tidemark: 2 }, [entry], used);
  expect(used.size).toBe(0);
  isListed({ flow: 's1.x', at: ['a'], mlflow: 1, tidemark: 2 }, [entry], used);
  expect([...used]).toEqual([entry]);
});

test('ids, times of the clock and messages are replaced, fixed values are not', () => {
  const run = 'ab'.repeat(16);
  const observed = {
    run_id: run,
    artifact_uri: `mlflow-artifacts:/12/${run}/artifacts`,
    experiment_id: '12',
    end_time: 1_000_500,
    start_time: 3,
    message: 'No such run',
    tags: [
      { key: 'b', value: '1' },
      { key: 'a', value: '2' },
    ],
  };
  const document = { started: 1_000_000, ended: 1_001_000, flows: { x: { says: 'x', observed, calls: [] } } };
  expect(normalise(document)['x']?.observed).toEqual({
    run_id: '<run:1>',
    artifact_uri: 'mlflow-artifacts:/<experiment:1>/<run:1>/artifacts',
    experiment_id: '<experiment:1>',
    end_time: '<time>',
    start_time: 3,
    message: '<message>',
    tags: [
      { key: 'a', value: '2' },
      { key: 'b', value: '1' },
    ],
  });
});
