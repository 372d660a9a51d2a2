import { expect, test } from 'vitest';
import { ANA, as, moveTo, newRegisteredModel, newVersion, stagesOnBoard } from './testing/model-versions.ts';
import { openTestEngine, START, type TestEngine } from './testing/open.ts';

const at = async (engine: TestEngine, time: number, asked: object = {}) =>
  (await engine.call('getModelVersionsAt', { name: 'churn', time, ...asked })).versions;
const numbersAt = async (engine: TestEngine, time: number, asked: object = {}) =>
  (await at(engine, time, asked)).map(({ version }) => version);

/** Two versions: 1 gets to Production at +1, 2 takes its place at +2, 1 is deleted at +3. */
async function withPast(): Promise<TestEngine> {
  const engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn', 2);
  await moveTo(engine, 'churn', '1', 'Production', { comment: 'first' });
  await moveTo(engine, 'churn', '2', 'Production', { archive_existing_versions: true });
  engine.advance(1);
  await as(engine, ANA, 'deleteModelVersion', { name: 'churn', version: '1' });
  return engine;
}

test('the history of a model is every move of its versions, newest first, with who made it and why', async () => {
  await using engine = await withPast();
  await engine.call('setRegisteredModelAlias', { name: 'churn', version: '2', alias: 'champion' });
  await newVersion(engine, 'churn');
  await engine.call('setRegisteredModelAlias', { name: 'churn', version: '3', alias: 'champion' });
  await engine.call('deleteRegisteredModelAlias', { name: 'churn', alias: 'champion' });
  const { moves } = await engine.call('listVersionMoves', { name: 'churn' });
  const line = { move_id: expect.stringMatching(/^\d+$/), actor: 'local', time: START + 3 };
  const toStage = { ...line, kind: 'stage' };
  expect(moves).toEqual([
    { ...line, kind: 'alias_removed', version: '3', alias: 'champion' },
    { ...line, kind: 'alias_set', version: '3', alias: 'champion', from_version: '2' },
    { ...line, kind: 'created', version: '3', stage: 'None' },
    { ...line, kind: 'alias_set', version: '2', alias: 'champion' },
    { ...line, actor: 'ana', kind: 'deleted', version: '1', from_stage: 'Archived' },
    { ...toStage, time: START + 2, version: '2', from_stage: 'None', stage: 'Production' },
    {
      ...toStage,
      time: START + 2,
      version: '1',
      from_stage: 'Production',
      stage: 'Archived',
      archived_by: '2',
    },
    { ...toStage, time: START + 1, version: '1', from_stage: 'None', stage: 'Production', comment: 'first' },
    { ...line, time: START, kind: 'created', version: '2', stage: 'None' },
    { ...line, time: START, kind: 'created', version: '1', stage: 'None' },
  ]);
});

test('a history comes a page at a time, of one version where that is asked, also of a deleted one', async () => {
  await using engine = await withPast();
  const walk = async (asked: object) => {
    const kinds: string[] = [];
    let page_token = '';
    do {
      const page = await engine.call('listVersionMoves', {
        name: 'churn',
        max_results: 2,
        page_token,
        ...asked,
      });
      expect(page.moves.length).toBeLessThanOrEqual(2);
      kinds.push(...page.moves.map(({ kind, version }) => `${kind} ${version}`));
      page_token = page.next_page_token ?? '';
    } while (page_token !== '');
    return kinds;
  };
  expect(await walk({})).toEqual(['deleted 1', 'stage 2', 'stage 1', 'stage 1', 'created 2', 'created 1']);
  expect(await walk({ version: '1' })).toEqual(['deleted 1', 'stage 1', 'stage 1', 'created 1']);
  const { next_page_token } = await engine.call('listVersionMoves', { name: 'churn', max_results: 2 });
  expect(
    await engine.refusal('listVersionMoves', { name: 'churn', version: '1', page_token: next_page_token }),
  ).toContain('page_token belongs to a search with another order');
});

test('what was in Production at a time is told, deleted versions too', async () => {
  await using engine = await withPast();
  expect(await numbersAt(engine, START - 1)).toEqual([]);
  expect(await numbersAt(engine, START)).toEqual(['2', '1']);
  expect(await numbersAt(engine, START, { stage: 'Production' })).toEqual([]);
  expect(await at(engine, START + 1, { stage: 'production' })).toEqual([
    { version: '1', stage: 'Production', aliases: [], since: START + 1, moved_by: 'local', deleted: true },
  ]);
  expect(await numbersAt(engine, START + 2, { stage: 'Production' })).toEqual(['2']);
  expect(await numbersAt(engine, START + 2, { stage: 'Archived' })).toEqual(['1']);
  expect(await numbersAt(engine, START + 3)).toEqual(['2']);
});

test('who had an alias at a time is told, with since when', async () => {
  await using engine = await withPast();
  const alias = 'champion';
  await as(engine, ANA, 'setRegisteredModelAlias', { name: 'churn', version: '2', alias });
  engine.advance(1);
  await newVersion(engine, 'churn');
  await engine.call('setRegisteredModelAlias', { name: 'churn', version: '3', alias });
  expect(await at(engine, START + 3, { alias })).toEqual([
    {
      version: '2',
      stage: 'Production',
      aliases: ['champion'],
      since: START + 3,
      moved_by: 'ana',
      deleted: false,
    },
  ]);
  expect(await numbersAt(engine, START + 4, { alias })).toEqual(['3']);
  expect(await numbersAt(engine, START + 9, { alias: 'nobody' })).toEqual([]);
});

test('a stage that was removed or renamed since can still be asked for, by both of its names', async () => {
  await using engine = await openTestEngine();
  const classic = (await engine.call('getRegistrySettings', {})).settings.stages;
  await engine.call('updateRegistrySettings', {
    stages: [...classic, { name: 'Canary', classic: 'Production', color: undefined }],
  });
  await newRegisteredModel(engine, 'churn');
  await moveTo(engine, 'churn', '1', 'Canary');
  engine.advance(1);
  await engine.call('updateRegistrySettings', { rename: [{ from: 'Canary', to: 'Shadow' }] });
  await moveTo(engine, 'churn', '1', 'None');
  await engine.call('updateRegistrySettings', { stages: classic });
  const stages = async (time: number, stage: string) =>
    (await at(engine, time, { stage })).map((one) => one.stage);
  expect(await stages(START + 1, 'canary')).toEqual(['Canary']);
  expect(await stages(START + 1, 'Production')).toEqual(['Canary']);
  expect(await stages(START + 1, 'Shadow')).toEqual([]);
  expect(await stages(START + 2, 'Shadow')).toEqual(['Shadow']);
  expect(await stages(START + 3, 'None')).toEqual(['None']);
  expect(await engine.refusal('getModelVersionsAt', { name: 'churn', time: 1, stage: 'x' })).toContain(
    'Value must be one of None, Staging, Production, Archived, Canary, Shadow',
  );
});

test('versions are put back where they were in one go: all of them or none', async () => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn', 3);
  await moveTo(engine, 'churn', '1', 'Production');
  await moveTo(engine, 'churn', '2', 'Production', { archive_existing_versions: true });
  const head = engine.store.changes.head();
  const moves = [
    { version: '1', stage: 'Production' },
    { version: '2', stage: 'None' },
  ];
  expect(await engine.send('setModelVersionStages', { name: 'churn', moves, comment: 'undo' }, ANA)).toEqual(
    {},
  );
  expect(await stagesOnBoard(engine, 'churn')).toEqual({ 1: 'Production', 2: 'None', 3: 'None' });
  expect(engine.store.changes.after(head, 10)).toMatchObject([
    { operation: 'setModelVersionStages', object_type: 'model_version', object_id: 'churn/1', actor: 'ana' },
    { operation: 'setModelVersionStages', object_type: 'model_version', object_id: 'churn/2', actor: 'ana' },
  ]);
  const broken = [
    { version: '3', stage: 'Staging' },
    { version: '9', stage: 'Staging' },
  ];
  expect(await engine.refusal('setModelVersionStages', { name: 'churn', moves: broken })).toContain(
    'version=9',
  );
  expect(await stagesOnBoard(engine, 'churn')).toMatchObject({ 3: 'None' });
  expect(engine.store.changes.head()).toBe(head + 2);
});

const many = Array.from({ length: 501 }, (_, index) => ({ version: `${index + 1}`, stage: 'Staging' }));

test.each([
  ['no moves', { moves: [] }, "parameter 'moves'"],
  ['too many', { moves: many }, 'at most 500'],
  [
    'a version twice',
    {
      moves: [
        { version: '1', stage: 'Staging' },
        { version: '01', stage: 'None' },
      ],
    },
    'more than once',
  ],
  ['a stage that is not there', { moves: [{ version: '1', stage: 'x' }] }, 'Value must be one of'],
  ['a version that is no number', { moves: [{ version: '1; DROP', stage: 'None' }] }, 'must be an integer'],
])('bulk moves with %s are refused in words', async (_, request, words) => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn');
  expect(await engine.refusal('setModelVersionStages', { name: 'churn', ...request })).toContain(words);
});

test.each([
  ['getModelVersionsAt', { name: 'churn', time: -1 }, 'milliseconds since 1970'],
  ['getModelVersionsAt', { name: 'churn', time: '4611686018427387904' }, 'milliseconds since 1970'],
  ['getModelVersionsAt', { name: 'churn' }, "Missing value for required parameter 'time'"],
  ['getModelVersionsAt', { name: 'churn', time: 1, stage: 'None', alias: 'a' }, 'not both'],
  ['getModelVersionsAt', { name: 'churn', time: 1, alias: 'a b' }, 'Invalid alias name'],
  ['listVersionMoves', { name: 'nobody' }, 'nobody'],
  ['listVersionMoves', { name: 'churn', max_results: 501 }, 'at most 500'],
  ['getStageBoard', { name: 'churn', as_of: -5 }, 'milliseconds since 1970'],
  ['getStageBoard', { name: 'a/b' }, 'Invalid model name'],
] as const)('%s refuses %j', async (name, request, words) => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn');
  expect(await engine.refusal(name, request)).toContain(words);
});
