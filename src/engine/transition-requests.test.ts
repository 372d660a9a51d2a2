import { expect, test } from 'vitest';
import { ANA, as, BEN, moveTo, newRegisteredModel, stagesOnBoard } from './testing/model-versions.ts';
import { openTestEngine, START, type TestEngine } from './testing/open.ts';

const ASKED = { name: 'churn', version: '2', stage: 'Production' };

/** An engine with a model of three versions, the first in Production, that needs approvals. */
async function guarded(): Promise<TestEngine> {
  const engine = await openTestEngine();
  await newRegisteredModel(engine, 'churn', 3);
  await moveTo(engine, 'churn', '1', 'Production');
  await engine.call('updateRegistrySettings', {
    approval_stages: ['Production'],
    approval_aliases: ['champion'],
  });
  return engine;
}

const ask = async (engine: TestEngine, request: object = {}) =>
  (await engine.send('createTransitionRequest', { ...ASKED, ...request }, ANA)) as {
    request: { request_id: string };
  };

test('a request waits, and its approval by somebody else makes the move with a line of history for each version', async () => {
  await using engine = await guarded();
  const { request } = await ask(engine, { archive_existing_versions: true, comment: 'better recall' });
  const { request_id } = request;
  expect(request).toEqual({
    ...ASKED,
    request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    archive_existing_versions: true,
    comment: 'better recall',
    actor: 'ana',
    creation_time: START + 1,
    state: 'pending',
  });
  expect(await stagesOnBoard(engine, 'churn')).toMatchObject({ 1: 'Production', 2: 'None' });
  engine.advance(10);
  const answer = await as(engine, BEN, 'approveTransitionRequest', { request_id, comment: 'agreed' });
  expect(answer.request).toEqual({
    ...request,
    state: 'approved',
    decided_by: 'ben',
    decided_time: START + 11,
    decision_comment: 'agreed',
  });
  expect(answer.model_version).toMatchObject({ version: '2', current_stage: 'Production' });
  expect(await stagesOnBoard(engine, 'churn')).toMatchObject({ 1: 'Archived', 2: 'Production' });
  const { moves } = await engine.call('listVersionMoves', { name: 'churn', max_results: 2 });
  const line = { actor: 'ben', kind: 'stage', comment: 'better recall', request_id, time: START + 11 };
  expect(moves).toMatchObject([
    { ...line, version: '2', from_stage: 'None', stage: 'Production' },
    { ...line, version: '1', from_stage: 'Production', stage: 'Archived', archived_by: '2' },
  ]);
});

test('an approved alias moves too', async () => {
  await using engine = await guarded();
  const { request } = await ask(engine, { stage: undefined, alias: 'champion' });
  expect(request).toMatchObject({ alias: 'champion', archive_existing_versions: false });
  const { request_id } = request;
  const { model_version } = await as(engine, BEN, 'approveTransitionRequest', { request_id });
  expect(model_version?.aliases).toEqual(['champion']);
});

test('every step is told as a change of the request, and the move as one of each version', async () => {
  await using engine = await guarded();
  const head = engine.store.changes.head();
  const { request } = await ask(engine, { archive_existing_versions: true });
  const { request_id } = request;
  await as(engine, BEN, 'approveTransitionRequest', { request_id });
  const told = engine.store.changes.after(head, 10);
  const of = (operation: string, object_type: string, object_id: string, actor: string) => ({
    operation,
    object_type,
    object_id,
    actor,
  });
  expect(told).toMatchObject([
    of('createTransitionRequest', 'transition_request', request_id, 'ana'),
    of('approveTransitionRequest', 'model_version', 'churn/1', 'ben'),
    of('approveTransitionRequest', 'model_version', 'churn/2', 'ben'),
    of('approveTransitionRequest', 'transition_request', request_id, 'ben'),
  ]);
});

test('who asked can neither approve nor refuse, but withdraw; others cannot withdraw', async () => {
  await using engine = await guarded();
  const { request } = await ask(engine);
  const { request_id } = request;
  const refused = (name: Parameters<TestEngine['refusal']>[0], caller = ANA) =>
    engine.refusal(name, { request_id }, caller);
  expect(await refused('approveTransitionRequest')).toBe(
    "PERMISSION_DENIED: 'ana' asked for this move and cannot approve it: somebody else has to.",
  );
  expect(await refused('refuseTransitionRequest')).toMatch(/^PERMISSION_DENIED: .*You can withdraw it\.$/);
  expect(await refused('withdrawTransitionRequest', BEN)).toBe(
    "PERMISSION_DENIED: Only 'ana', who asked, can withdraw this transition request. You can refuse it.",
  );
  const withdrawn = await as(engine, ANA, 'withdrawTransitionRequest', { request_id });
  expect(withdrawn.request).toMatchObject({ state: 'withdrawn', decided_by: 'ana' });
  expect(await stagesOnBoard(engine, 'churn')).toMatchObject({ 2: 'None' });
});

test('a request is decided once', async () => {
  await using engine = await guarded();
  const { request } = await ask(engine);
  const { request_id } = request;
  await as(engine, BEN, 'refuseTransitionRequest', { request_id, comment: 'recall fell' });
  for (const name of [
    'approveTransitionRequest',
    'refuseTransitionRequest',
    'withdrawTransitionRequest',
  ] as const)
    expect(await engine.refusal(name, { request_id }, BEN)).toBe(
      `RESOURCE_CONFLICT: The transition request ${request_id} is refused already, by 'ben' (recall fell). Ask anew.`,
    );
  expect(await engine.refusal('approveTransitionRequest', { request_id: 'nobody' })).toMatch(
    /^RESOURCE_DOES_NOT_EXIST: No transition request with id 'nobody' exists/,
  );
  await ask(engine);
});

test('an approval whose move fails leaves the request pending', async () => {
  await using engine = await guarded();
  const { request } = await ask(engine);
  const { request_id } = request;
  await engine.call('updateRegistrySettings', { comment_required: true });
  expect(await engine.refusal('approveTransitionRequest', { request_id }, BEN)).toContain(
    "parameter 'comment'",
  );
  expect((await engine.call('listTransitionRequests', {})).requests).toMatchObject([{ state: 'pending' }]);
  await as(engine, BEN, 'approveTransitionRequest', { request_id, comment: 'said now' });
  const { moves } = await engine.call('listVersionMoves', { name: 'churn', max_results: 1 });
  expect(moves).toMatchObject([{ comment: 'said now' }]);
});

test('requests of a deleted version are withdrawn by its deletion; others stay', async () => {
  await using engine = await guarded();
  await ask(engine);
  const { request: other } = await ask(engine, { version: '3' });
  await as(engine, BEN, 'deleteModelVersion', { name: 'churn', version: '2' });
  const { requests } = await engine.call('listTransitionRequests', { state: 'withdrawn' });
  expect(requests).toMatchObject([
    { version: '2', decided_by: 'ben', decision_comment: 'Version 2 was deleted.' },
  ]);
  const pending = (await engine.call('listTransitionRequests', { name: 'churn' })).requests;
  expect(pending.map(({ request_id }) => request_id)).toEqual([other.request_id]);
});

test('requests go with the name of their model, and are gone with it', async () => {
  await using engine = await guarded();
  const { request } = await ask(engine);
  const { request_id } = request;
  await engine.call('renameRegisteredModel', { name: 'churn', new_name: 'leavers' });
  expect((await engine.call('listTransitionRequests', { name: 'leavers' })).requests).toMatchObject([
    { request_id, name: 'leavers' },
  ]);
  await engine.call('deleteRegisteredModel', { name: 'leavers' });
  expect((await engine.call('listTransitionRequests', {})).requests).toEqual([]);
  expect(await engine.refusal('approveTransitionRequest', { request_id }, BEN)).toContain(
    'its registered model may have been deleted',
  );
});

test.each([
  [{ stage: undefined }, 'INVALID_PARAMETER_VALUE', "Give either 'stage' or 'alias'"],
  [{ alias: 'champion' }, 'INVALID_PARAMETER_VALUE', "Give either 'stage' or 'alias'"],
  [{ stage: 'Nowhere' }, 'INVALID_PARAMETER_VALUE', 'Value must be one of None, Staging'],
  [{ stage: undefined, alias: 'v1' }, 'INVALID_PARAMETER_VALUE', 'reserved'],
  [
    { stage: 'Archived', archive_existing_versions: true },
    'INVALID_PARAMETER_VALUE',
    'only stages that stand for',
  ],
  [
    { stage: undefined, alias: 'a', archive_existing_versions: true },
    'INVALID_PARAMETER_VALUE',
    'an alias archives nothing',
  ],
  [{ version: '9' }, 'RESOURCE_DOES_NOT_EXIST', 'version=9'],
  [{ version: 'x' }, 'INVALID_PARAMETER_VALUE', 'must be an integer'],
  [{ name: 'nobody' }, 'RESOURCE_DOES_NOT_EXIST', 'nobody'],
  [{ comment: 'x'.repeat(5001) }, 'INVALID_PARAMETER_VALUE', 'the limit is 5000'],
])('a request that cannot be met is refused: %j', async (request, code, words) => {
  await using engine = await guarded();
  const answer = await engine.refusal('createTransitionRequest', { ...ASKED, ...request }, ANA);
  expect(answer).toContain(`${code}: `);
  expect(answer).toContain(words);
  expect((await engine.call('listTransitionRequests', {})).requests).toEqual([]);
});

test('the same is not asked twice while it waits', async () => {
  await using engine = await guarded();
  const { request } = await ask(engine);
  expect(await engine.refusal('createTransitionRequest', { ...ASKED, stage: 'production' }, BEN)).toBe(
    `RESOURCE_ALREADY_EXISTS: 'ana' has already asked that version 2 of 'churn' gets the stage 'Production' (request ${request.request_id}).`,
  );
});

test('requests are listed newest first, a page at a time, of a model, a version or a state', async () => {
  await using engine = await guarded();
  await newRegisteredModel(engine, 'fraud', 7);
  for (const version of ['1', '2', '3', '4', '5', '6', '7']) await ask(engine, { name: 'fraud', version });
  engine.advance(1);
  await ask(engine);
  const seen: string[] = [];
  let page_token = '';
  do {
    const page = await engine.call('listTransitionRequests', { max_results: 3, page_token });
    seen.push(...page.requests.map(({ name, version }) => `${name}/${version}`));
    page_token = page.next_page_token ?? '';
  } while (page_token !== '');
  expect(seen[0]).toBe('churn/2');
  expect([...seen].sort()).toEqual([
    'churn/2',
    ...['1', '2', '3', '4', '5', '6', '7'].map((version) => `fraud/${version}`),
  ]);
  const counted = async (request: object) =>
    (await engine.call('listTransitionRequests', request)).requests.length;
  expect(await counted({ name: 'fraud' })).toBe(7);
  expect(await counted({ name: 'fraud', version: '3' })).toBe(1);
  expect(await counted({ state: 'approved' })).toBe(0);
  expect(await engine.refusal('listTransitionRequests', { version: '3' })).toContain(
    "'version' needs 'name'",
  );
  expect(await engine.refusal('listTransitionRequests', { page_token: 'junk' })).toContain(
    'INVALID_PARAMETER_VALUE',
  );
});
