import { expect, test } from 'vitest';
import { ANA, as, moveTo, newRegisteredModel, newVersion } from './testing/model-versions.ts';
import { openTestEngine, START, type TestEngine } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const PROMPT = { key: 'mlflow.prompt.is_prompt', value: 'true' };

const namesOf = async (engine: TestEngine, request: object = {}) =>
  (await engine.call('searchModelRows', request)).rows.map(({ name }) => name);

test('a row says what a model holds: counts, stages, aliases, tags, the newest version, what waits for a decision', async () => {
  await using engine = await openTestEngine();
  const run_id = await newRun(engine);
  await engine.call('createRegisteredModel', {
    name: 'churn',
    description: 'who leaves',
    tags: [{ key: 'team', value: 'blue' }],
  });
  await newVersion(engine, 'churn');
  await newVersion(engine, 'churn');
  await newVersion(engine, 'churn');
  engine.advance(2);
  await as(engine, ANA, 'createModelVersion', {
    name: 'churn',
    source: 's3://b/m',
    run_id,
    description: 'new',
  });
  await moveTo(engine, 'churn', '3', 'Production');
  await moveTo(engine, 'churn', '1', 'Production');
  await moveTo(engine, 'churn', '2', 'Staging');
  await engine.call('setRegisteredModelAlias', { name: 'churn', version: '3', alias: 'champion' });
  await engine.call('createTransitionRequest', { name: 'churn', version: '4', stage: 'Staging' });
  await engine.call('createTransitionRequest', { name: 'churn', version: '4', alias: 'next' });
  const { rows, total } = await engine.call('searchModelRows', {});
  expect(total).toBe(1);
  expect(rows).toEqual([
    {
      name: 'churn',
      description: 'who leaves',
      creation_time: START,
      last_update_time: START + 5,
      versions: 4,
      latest: { version: '4', creation_time: START + 2, run_id, description: 'new', user_id: 'ana' },
      stages: [
        { stage: 'Staging', versions: 1, newest: '2' },
        { stage: 'Production', versions: 2, newest: '3' },
      ],
      aliases: [{ alias: 'champion', version: '3' }],
      tags: [{ key: 'team', value: 'blue' }],
      pending: 2,
    },
  ]);
});

test('a model without versions has a row', async () => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'empty', 0);
  const times = { creation_time: START, last_update_time: START };
  const nothing = { versions: 0, stages: [], aliases: [], tags: [], pending: 0 };
  expect((await engine.call('searchModelRows', {})).rows).toEqual([{ name: 'empty', ...times, ...nothing }]);
});

test('the row of a prompt says whether its newest version is a text or a chat', async () => {
  await using engine = await openTestEngine();
  for (const name of ['chat', 'text']) {
    await engine.call('createRegisteredModel', { name, tags: [PROMPT] });
    const tags = [PROMPT, { key: '_mlflow_prompt_type', value: name }];
    await engine.call('createModelVersion', { name, source: 'dummy-source', tags });
  }
  await newRegisteredModel(engine, 'model', 1);
  const typesOf = async (kind: 'models' | 'prompts') =>
    (await engine.call('searchModelRows', { kind })).rows.map(({ latest }) => latest?.prompt_type);
  expect(await typesOf('prompts')).toEqual(['chat', 'text']);
  expect(await typesOf('models')).toEqual([undefined]);
});

test('models and prompts are listed apart, with the filter and the orders of MLflow', async () => {
  await using engine = await openTestEngine();
  for (const name of ['b', 'c', 'a']) {
    engine.advance(1);
    await newRegisteredModel(engine, name, 0);
  }
  await engine.call('createRegisteredModel', { name: 'greeting', tags: [PROMPT] });
  await engine.call('setRegisteredModelTag', { name: 'c', key: 'team', value: 'blue' });
  expect(await namesOf(engine)).toEqual(['a', 'b', 'c']);
  expect(await namesOf(engine, { kind: 'prompts' })).toEqual(['greeting']);
  expect(await namesOf(engine, { kind: 'prompts', filter: "name LIKE 'a%'" })).toEqual([]);
  expect(await namesOf(engine, { order_by: ['creation_timestamp DESC'] })).toEqual(['a', 'c', 'b']);
  expect(await namesOf(engine, { order_by: ['name DESC'] })).toEqual(['c', 'b', 'a']);
  expect(await namesOf(engine, { filter: "tags.team = 'blue'" })).toEqual(['c']);
  expect(await engine.call('searchModelRows', { filter: "name != 'b'", max_results: 1 })).toMatchObject({
    rows: [{ name: 'a' }],
    total: 2,
  });
});

test('pages follow one another without a gap, and a token of another list is refused', async () => {
  await using engine = await openTestEngine();
  for (let index = 0; index < 7; index += 1) await newRegisteredModel(engine, `m${index}`, 0);
  const seen: string[] = [];
  let page_token = '';
  let pages = 0;
  const order_by = ['last_updated_timestamp DESC'];
  do {
    const page = await engine.call('searchModelRows', { max_results: 3, order_by, page_token });
    seen.push(...page.rows.map(({ name }) => name));
    page_token = page.next_page_token ?? '';
    pages += 1;
  } while (page_token !== '');
  expect([pages, seen]).toEqual([3, ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6']]);
  const first = await engine.call('searchModelRows', { max_results: 3, order_by });
  const token = first.next_page_token;
  expect(await engine.refusal('searchModelRows', { kind: 'prompts', order_by, page_token: token })).toContain(
    'page_token belongs to a search with another order',
  );
});

test.each([
  [{ filter: 'name =' }, 'INVALID_PARAMETER_VALUE'],
  [{ filter: "metrics.a > '1'" }, 'INVALID_PARAMETER_VALUE'],
  [{ order_by: ['tags.a'] }, 'INVALID_PARAMETER_VALUE'],
  [{ kind: 'x' }, "Invalid value for parameter 'kind'"],
  [{ max_results: 0 }, 'positive integer of at most 1000'],
  [{ max_results: 1001 }, 'positive integer of at most 1000'],
])('a search that cannot be is refused: %j', async (request, words) => {
  await using engine = await openTestEngine();
  expect(await engine.refusal('searchModelRows', request)).toContain(words);
});
