import { expect, test } from 'vitest';
import type { RequestInput } from '../contract/index.ts';
import { ANA, as, moveTo, newRegisteredModel, newVersion, stagesOnBoard } from './testing/model-versions.ts';
import { openTestEngine, type TestEngine } from './testing/open.ts';

const NONE = { name: 'None', classic: 'None' } as const;
const STAGING = { name: 'Staging', classic: 'Staging' } as const;
const CANARY = { name: 'Canary', classic: 'Staging', color: 'amber' } as const;
const PRODUCTION = { name: 'Production', classic: 'Production' } as const;
const ARCHIVED = { name: 'Archived', classic: 'Archived' } as const;
const CLASSIC = [NONE, STAGING, PRODUCTION, ARCHIVED];
const CUSTOM = [NONE, STAGING, CANARY, PRODUCTION, ARCHIVED];

const update = async (engine: TestEngine, request: Partial<RequestInput<'updateRegistrySettings'>>) =>
  (await engine.call('updateRegistrySettings', request)).settings;
const settingsOf = async (engine: TestEngine) => (await engine.call('getRegistrySettings', {})).settings;
const refusal = (engine: TestEngine, request: Partial<RequestInput<'updateRegistrySettings'>>) =>
  engine.refusal('updateRegistrySettings', request);

test('a workspace begins with the four stages of MLflow, and asks for neither comments nor approvals', async () => {
  await using engine = await openTestEngine();
  expect(await settingsOf(engine)).toEqual({
    stages: CLASSIC,
    comment_required: false,
    approval_stages: [],
    approval_aliases: [],
  });
});

test('an update sets what it names and keeps the rest, over a restart too; its change is told', async () => {
  await using engine = await openTestEngine();
  await update(engine, { stages: CUSTOM });
  const settings = await update(engine, {
    comment_required: true,
    approval_stages: ['production', 'Production'],
    approval_aliases: ['champion'],
  });
  expect(settings).toEqual({
    stages: CUSTOM,
    comment_required: true,
    approval_stages: ['Production'],
    approval_aliases: ['champion'],
  });
  expect(engine.store.changes.after(0, 10).slice(-1)).toMatchObject([
    { operation: 'updateRegistrySettings', object_type: 'registry_settings', object_id: 'registry' },
  ]);
  await engine.restart();
  expect(await settingsOf(engine)).toEqual(settings);
});

const named = (name: string) => [NONE, { name, classic: 'Staging' as const }, ARCHIVED];

test.each([
  ['one stage alone', [NONE], 'there are 2 to 20 stages, not 1'],
  [
    'more than twenty',
    [...CLASSIC, ...Array.from({ length: 17 }, (_, index) => ({ ...CANARY, name: `s${index}` }))],
    'not 21',
  ],
  ['no stage for new versions', [STAGING, ARCHIVED], 'one has to stand for None'],
  ['no stage to archive to', [NONE, STAGING], 'one has to stand for Archived'],
  ['two of a name', [...CLASSIC, { ...CANARY, name: 'STAGING' }], 'another stage has this name'],
  [
    'a name of MLflow that stands for another',
    [NONE, { name: 'Production', classic: 'Staging' }, ARCHIVED],
    'stands for Production',
  ],
  ['an empty name', named(''), 'a stage needs a name'],
  ['a name with spaces around it', named(' a'), 'without spaces around it'],
  ['a slash', named('a/b'), "cannot hold '/'"],
  ['a colon', named('a:b'), "cannot hold '/'"],
  ['an at sign', named('a@b'), "cannot hold '/'"],
  ['a control character', named('a\0b'), 'cannot hold control characters'],
  ['a number', named('12'), 'read as a version'],
  ['latest', named('Latest'), 'read as a version'],
  ['a long name', named('x'.repeat(61)), 'the limit is 60'],
] as const)('%s is refused, and the settings stay', async (_, stages, words) => {
  await using engine = await openTestEngine();
  const answer = await refusal(engine, { stages: [...stages], comment_required: true });
  expect(answer).toContain('INVALID_PARAMETER_VALUE: ');
  expect(answer).toContain(words);
  expect(await settingsOf(engine)).toMatchObject({ stages: CLASSIC, comment_required: false });
});

test('a stage that holds versions is not removed, and the refusal says where; an empty one is', async () => {
  await using engine = await openTestEngine();
  await update(engine, { stages: CUSTOM });
  await newRegisteredModel(engine, 'churn', 2);
  await moveTo(engine, 'churn', '2', 'canary');
  expect(await refusal(engine, { stages: CLASSIC })).toBe(
    "INVALID_PARAMETER_VALUE: The stage 'Canary' cannot be removed: 1 model version is in it, such as version 2 of 'churn'. Move them first, or give the stage another name with 'rename'.",
  );
  await moveTo(engine, 'churn', '2', 'Archived');
  expect((await update(engine, { stages: CLASSIC })).stages).toEqual(CLASSIC);
  expect(
    await engine.refusal('transitionModelVersionStage', { name: 'churn', version: '1', stage: 'Canary' }),
  ).toBe(
    "INVALID_PARAMETER_VALUE: Invalid Model Version stage: 'Canary'. Value must be one of None, Staging, Production, Archived.",
  );
});

test('a stage is renamed with its versions, its approvals and what is asked for; the history keeps the old name', async () => {
  await using engine = await openTestEngine();
  await update(engine, { stages: CUSTOM });
  await newRegisteredModel(engine, 'churn', 3);
  await moveTo(engine, 'churn', '2', 'Canary');
  await update(engine, { approval_stages: ['Canary'] });
  const { request } = await engine.call('createTransitionRequest', {
    name: 'churn',
    version: '1',
    stage: 'Canary',
  });
  engine.advance(1);
  const settings = await update(engine, { rename: [{ from: 'canary', to: 'Shadow' }] });
  expect(settings).toMatchObject({
    stages: [NONE, STAGING, { ...CANARY, name: 'Shadow' }, PRODUCTION, ARCHIVED],
    approval_stages: ['Shadow'],
  });
  expect(await stagesOnBoard(engine, 'churn')).toEqual({ 1: 'None', 2: 'Shadow', 3: 'None' });
  const { moves } = await engine.call('listVersionMoves', { name: 'churn', version: '2' });
  expect(moves).toMatchObject([
    {
      kind: 'stage',
      from_stage: 'Canary',
      stage: 'Shadow',
      comment: 'The stage Canary is called Shadow from now on.',
    },
    { kind: 'stage', from_stage: 'None', stage: 'Canary' },
    { kind: 'created', stage: 'None' },
  ]);
  await as(engine, ANA, 'approveTransitionRequest', { request_id: request.request_id });
  expect(await stagesOnBoard(engine, 'churn')).toMatchObject({ 1: 'Shadow' });
});

test.each([
  [[{ from: 'Canary', to: 'x' }], "there is no stage 'Canary'"],
  [
    [
      { from: 'Staging', to: 'Canary' },
      { from: 'Production', to: 'CANARY' },
    ],
    'another stage has this name',
  ],
  [[{ from: 'Staging', to: 'a/b' }], "cannot hold '/'"],
  [
    [
      { from: 'Staging', to: 'Canary' },
      { from: 'Staging', to: 'x' },
    ],
    "there is no stage 'Staging'",
  ],
])('a rename that cannot be is refused whole: %j', async (rename, words) => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn');
  await moveTo(engine, 'churn', '1', 'Staging');
  expect(await refusal(engine, { rename })).toContain(words);
  expect((await settingsOf(engine)).stages).toEqual(CLASSIC);
  expect(await stagesOnBoard(engine, 'churn')).toEqual({ 1: 'Staging' });
});

test('a removed stage needs no approval any more, and who asked for it is told', async () => {
  await using engine = await openTestEngine();
  await update(engine, { stages: CUSTOM, approval_stages: ['Canary', 'Production'] });
  await newRegisteredModel(engine, 'churn');
  const { request } = await engine.call('createTransitionRequest', {
    name: 'churn',
    version: '1',
    stage: 'Canary',
  });
  const { approval_stages } = await update(engine, { stages: CLASSIC });
  expect(approval_stages).toEqual(['Production']);
  const { requests } = await engine.call('listTransitionRequests', { state: 'withdrawn' });
  expect(requests).toMatchObject([
    { request_id: request.request_id, decision_comment: 'The stage Canary was removed.' },
  ]);
});

test.each([
  ['a stage that is not there', { approval_stages: ['Canary'] }, "there is no stage 'Canary'"],
  ['a broken alias', { approval_aliases: ['a b'] }, 'Invalid alias name'],
  ['a reserved alias', { approval_aliases: ['v1'] }, 'reserved'],
  [
    'too many aliases',
    { approval_aliases: Array.from({ length: 101 }, (_, index) => `a${index}`) },
    'at most 100',
  ],
])('an approval of %s is refused', async (_, request, words) => {
  await using engine = await openTestEngine();
  expect(await refusal(engine, request)).toContain(words);
});

test('where a comment is required, a move without one is refused and changes nothing', async () => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn');
  await engine.call('setRegisteredModelAlias', { name: 'churn', version: '1', alias: 'champion' });
  await update(engine, { comment_required: true });
  const head = engine.store.changes.head();
  const move = { name: 'churn', version: '1' };
  for (const refused of [
    engine.refusal('transitionModelVersionStage', { ...move, stage: 'Staging' }),
    engine.refusal('transitionModelVersionStage', { ...move, stage: 'Staging', comment: ' ' }),
    engine.refusal('setRegisteredModelAlias', { ...move, alias: 'next' }),
    engine.refusal('deleteRegisteredModelAlias', { name: 'churn', alias: 'champion' }),
    engine.refusal('setModelVersionStages', { name: 'churn', moves: [{ version: '1', stage: 'Staging' }] }),
    engine.refusal('createTransitionRequest', { ...move, stage: 'Staging' }),
  ])
    expect(await refused).toContain(
      "INVALID_PARAMETER_VALUE: Missing value for required parameter 'comment'",
    );
  expect(engine.store.changes.head()).toBe(head);
  await engine.call('transitionModelVersionStage', { ...move, stage: 'Staging', comment: 'good on Monday' });
  await engine.call('deleteRegisteredModelAlias', { name: 'churn', alias: 'champion', comment: 'gone' });
  const { moves } = await engine.call('listVersionMoves', { name: 'churn' });
  expect(moves.map(({ kind, comment }) => [kind, comment])).toEqual([
    ['alias_removed', 'gone'],
    ['stage', 'good on Monday'],
    ['alias_set', undefined],
    ['created', undefined],
  ]);
});

test('where an approval is required, a move without one is refused in words that say how to ask', async () => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn');
  await update(engine, { approval_stages: ['Production'], approval_aliases: ['champion'] });
  const move = { name: 'churn', version: '1' };
  for (const refused of [
    engine.refusal('transitionModelVersionStage', { ...move, stage: 'production' }),
    engine.refusal('setRegisteredModelAlias', { ...move, alias: 'champion' }),
    engine.refusal('setModelVersionStages', {
      name: 'churn',
      moves: [{ version: '1', stage: 'Production' }],
    }),
  ])
    expect(await refused).toMatch(/^PERMISSION_DENIED: .*createTransitionRequest/);
  await engine.call('transitionModelVersionStage', { ...move, stage: 'Staging' });
  await engine.call('setRegisteredModelAlias', { ...move, alias: 'other' });
});

test('a star stands for every stage and every alias; taking an alias away needs no approval', async () => {
  await using engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn');
  await engine.call('setRegisteredModelAlias', { name: 'churn', version: '1', alias: 'champion' });
  await update(engine, { approval_stages: ['*'], approval_aliases: ['*'] });
  const move = { name: 'churn', version: '1' };
  expect(await engine.refusal('transitionModelVersionStage', { ...move, stage: 'Archived' })).toContain(
    'PERMISSION_DENIED',
  );
  expect(await engine.refusal('setRegisteredModelAlias', { ...move, alias: 'x' })).toContain(
    'PERMISSION_DENIED',
  );
  await engine.call('deleteRegisteredModelAlias', { name: 'churn', alias: 'champion' });
});

test("MLflow's wire says the classic stage of a stage of one's own, and takes both names", async () => {
  await using engine = await openTestEngine();
  await update(engine, {
    stages: [{ name: 'New', classic: 'None' }, CANARY, { ...STAGING, name: 'Trial' }, PRODUCTION, ARCHIVED],
  });
  await newRegisteredModel(engine, 'churn');
  const version = await newVersion(engine, 'churn');
  expect(await stagesOnBoard(engine, 'churn')).toEqual({ 1: 'New', 2: 'New' });
  expect((await moveTo(engine, 'churn', version, 'TRIAL')).current_stage).toBe('Staging');
  expect((await moveTo(engine, 'churn', '1', 'staging')).current_stage).toBe('Staging');
  expect(await stagesOnBoard(engine, 'churn')).toEqual({ 1: 'Canary', 2: 'Trial' });
  const latest = async (stage: string) =>
    (await engine.call('getLatestVersions', { name: 'churn', stages: [stage] })).model_versions?.map(
      (one) => one.version,
    );
  expect([await latest('Canary'), await latest('Trial'), await latest('Staging')]).toEqual([
    ['1'],
    ['2'],
    ['2'],
  ]);
});
