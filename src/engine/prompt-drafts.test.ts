import { afterAll, expect, test } from 'vitest';
import type { PromptContent, PromptDraft } from '../contract/index.ts';
import { openTestEngine, START, type TestEngine } from './testing/open.ts';
import { newPrompt, newPromptVersion, textOf } from './testing/prompts.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const draftOf = async (name: string, more: object = {}): Promise<PromptDraft> =>
  ((await engine.send('createPromptDraft', { name, ...more })) as { draft: PromptDraft }).draft;

async function publish(draft: PromptDraft, own: TestEngine = engine): Promise<string> {
  const { draft_id, revision } = draft;
  const asked = { draft_id, revision, commit_message: 'as said' };
  return (await own.call('publishPromptDraft', asked)).version;
}

async function edited(draft: PromptDraft, content: PromptContent): Promise<PromptDraft> {
  const { draft_id, revision } = draft;
  return (await engine.call('updatePromptDraft', { draft_id, revision, content })).draft;
}

test('a draft begins empty, from a version, from another draft, or with a content', async () => {
  const name = await newPrompt(engine);
  await newPromptVersion(engine, name, 'Hi {{ name }}');
  const empty = await draftOf(name);
  expect(empty).toEqual({
    draft_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    name,
    title: 'Draft',
    content: textOf(''),
    revision: 1,
    creation_time: START,
    last_update_time: START,
    actor: 'local',
  });
  const based = await draftOf(name, { base_version: '1' });
  expect(based).toMatchObject({
    base_version: '1',
    title: 'Draft of version 1',
    content: textOf('Hi {{ name }}'),
  });
  const changed = await edited(based, textOf('Hello'));
  const branch = await draftOf(name, { from_draft_id: changed.draft_id, title: 'mine' });
  expect(branch).toMatchObject({ base_version: '1', title: 'mine', content: textOf('Hello') });
  expect(await draftOf(name, { base_version: '1', content: textOf('x') })).toMatchObject({
    base_version: '1',
    content: textOf('x'),
  });
  expect((await engine.call('listPromptDrafts', { name })).drafts).toHaveLength(4);
});

test('what a draft may begin from is checked', async () => {
  const name = await newPrompt(engine);
  const other = await newPrompt(engine);
  await newPromptVersion(engine, name, 'a');
  const { draft_id } = await draftOf(other);
  await engine.send('createRegisteredModel', { name: 'a model' });
  await engine.send('createModelVersion', {
    name,
    source: 'dummy-source',
    tags: [
      { key: 'mlflow.prompt.is_prompt', value: 'true' },
      { key: '_mlflow_prompt_type', value: 'chat' },
      { key: 'mlflow.prompt.text', value: '[{' },
    ],
  });
  const refused = (more: object) => engine.refusal('createPromptDraft', { name, ...more });
  expect(await refused({ name: 'nobody' })).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
  expect(await refused({ name: 'a model' })).toBe(
    "INVALID_PARAMETER_VALUE: 'a model' is a registered model, not a prompt: it has no template.",
  );
  expect(await refused({ base_version: '9' })).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
  expect(await refused({ base_version: 'x' })).toMatch(/^INVALID_PARAMETER_VALUE/);
  expect(await refused({ base_version: '2' })).toMatch(/Version 2 of .* is not JSON/);
  expect(await refused({ base_version: '1', from_draft_id: draft_id })).toMatch(/Name one to begin from/);
  expect(await refused({ from_draft_id: draft_id })).toMatch(/is of the prompt/);
  expect(await refused({ from_draft_id: 'f'.repeat(32) })).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
  expect(await refused({ title: ' ' })).toMatch(/'title' is empty/);
  expect(await refused({ content: textOf('x'.repeat(100_001)) })).toMatch(
    /100001 characters long; the limit is 100000/,
  );
  expect(
    await refused({ content: { type: 'chat', messages: [{ role: 'a', content: '"'.repeat(60_000) }] } }),
  ).toMatch(/the limit is 100000/);
  expect(await refused({ content: { ...textOf('x'), response_format: { a: 2n ** 60n } } })).toMatch(
    /a prompt cannot keep/,
  );
  expect(await refused({ content: { ...textOf('x'), response_format: [Number.NaN] } })).toMatch(
    /a prompt cannot keep/,
  );
  expect(await refused({ content: textOf('\ud800') })).toMatch(/half of a character/);
  expect(await refused({ content: { type: 'chat', messages: [{ role: 'a' }] } })).toMatch(
    /messages\[0\].content/,
  );
  expect(await refused({ content: { ...textOf('x'), model_config: { heat: 1 } } })).toMatch(
    /has no field 'heat'/,
  );
  expect(await refused({ content: textOf('😀'.repeat(100_000)) })).toBe('accepted');
});

test('who writes over what changed meanwhile is refused, with the name of who changed it', async () => {
  const name = await newPrompt(engine);
  const first = await draftOf(name);
  const ann = { actor: 'Ann', workspace: 'default' };
  const { draft_id, revision } = first;
  const head = engine.store.changes.head();
  engine.advance(5);
  await engine.send('updatePromptDraft', { draft_id, revision, content: textOf('of Ann') }, ann);
  expect(await engine.refusal('updatePromptDraft', { draft_id, revision, content: textOf('mine') })).toMatch(
    /^RESOURCE_CONFLICT: .* changed by Ann .*revision 2, not 1.*nothing was written/,
  );
  const { draft } = await engine.call('getPromptDraft', { draft_id });
  expect(draft).toMatchObject({ content: textOf('of Ann'), revision: 2, actor: 'Ann' });
  expect(draft.last_update_time - draft.creation_time).toBe(5);
  expect((await engine.call('updatePromptDraft', { draft_id, revision: 2, title: 'Draft' })).draft).toEqual(
    draft,
  );
  expect(engine.store.changes.after(head, 10)).toMatchObject([
    { operation: 'updatePromptDraft', object_type: 'prompt_draft', object_id: draft_id, actor: 'Ann' },
  ]);
});

test('a deleted draft comes back within 30 days, and not after', async () => {
  const name = await newPrompt(engine);
  const { draft_id } = await draftOf(name, { content: textOf('kept') });
  await engine.call('deletePromptDraft', { draft_id });
  expect((await engine.call('listPromptDrafts', { name })).drafts).toEqual([]);
  expect(await engine.refusal('getPromptDraft', { draft_id })).toMatch(
    /^RESOURCE_DOES_NOT_EXIST: .*Restore it/,
  );
  expect(await engine.refusal('deletePromptDraft', { draft_id })).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
  const { draft } = await engine.call('restorePromptDraft', { draft_id });
  expect(draft).toMatchObject({ content: textOf('kept'), revision: 1 });
  expect((await engine.call('restorePromptDraft', { draft_id })).draft).toEqual(draft);
  await engine.call('deletePromptDraft', { draft_id });
  engine.advance(30 * 86_400_000 + 1);
  expect(await engine.refusal('restorePromptDraft', { draft_id })).toMatch(/more than 30 days ago/);
  await engine.call('deletePromptDraft', { draft_id: (await draftOf(name)).draft_id });
  expect(await engine.refusal('restorePromptDraft', { draft_id })).toMatch(/may have been published/);
});

test('a published draft is a version as a client makes it, and is a draft no more', async () => {
  const name = await newPrompt(engine);
  await newPromptVersion(engine, name, 'one');
  const content: PromptContent = {
    type: 'chat',
    messages: [{ role: 'user', content: 'Hi {{ name }} é' }],
    response_format: { type: 'object' },
    model_config: { model_name: 'gpt', temperature: 1, extra_params: { seed: 7 } },
  };
  const draft = await draftOf(name, { base_version: '1', content });
  const head = engine.store.changes.head();
  const { version } = await engine.call('publishPromptDraft', {
    draft_id: draft.draft_id,
    revision: 1,
    commit_message: 'as a chat',
    tags: [{ key: 'team', value: 'blue' }],
    alias: 'prod',
  });
  expect(version).toBe('2');
  const { model_version } = await engine.call('getModelVersion', { name, version });
  expect(model_version).toMatchObject({
    description: 'as a chat',
    source: 'dummy-source',
    aliases: ['prod'],
  });
  expect(Object.fromEntries((model_version?.tags ?? []).map(({ key, value }) => [key, value]))).toEqual({
    'mlflow.prompt.is_prompt': 'true',
    _mlflow_prompt_type: 'chat',
    'mlflow.prompt.text': '[{"role": "user", "content": "Hi {{ name }} \\u00e9"}]',
    _mlflow_prompt_response_format: '{"type": "object"}',
    _mlflow_prompt_model_config: '{"model_name": "gpt", "temperature": 1.0, "seed": 7}',
    team: 'blue',
  });
  expect(await engine.refusal('getPromptDraft', { draft_id: draft.draft_id })).toMatch(
    /may have been published/,
  );
  const changes = engine.store.changes
    .after(head, 10)
    .map(({ object_type, object_id }) => [object_type, object_id]);
  expect(changes).toContainEqual(['prompt_version', `${name}/2`]);
  expect(changes).toContainEqual(['prompt_draft', draft.draft_id]);
  expect((await engine.call('listPromptVersions', { name })).versions[0]).toMatchObject({
    parent_version: '1',
  });
});

test('what cannot be published stays a draft, and no version is made', async () => {
  const name = await newPrompt(engine);
  const draft = await draftOf(name, { content: textOf('x') });
  const refused = (more: object) =>
    engine.refusal('publishPromptDraft', {
      draft_id: draft.draft_id,
      revision: 1,
      commit_message: 'm',
      ...more,
    });
  expect(await refused({ commit_message: ' ' })).toMatch(/'commit_message' is empty/);
  expect(await refused({ revision: 2 })).toMatch(/^RESOURCE_CONFLICT/);
  expect(await refused({ tags: [{ key: 'mlflow.prompt.text', value: 'y' }] })).toMatch(
    /written from the content/,
  );
  expect(await refused({ alias: 'latest' })).toMatch(/^INVALID_PARAMETER_VALUE/);
  const hot = await draftOf(name, { content: { ...textOf('x'), model_config: { temperature: -1 } } });
  expect(await refused({ draft_id: hot.draft_id })).toMatch(/Temperature must be a number of at least 0/);
  expect(await refused({ draft_id: (await draftOf(name)).draft_id })).toMatch(/The draft is empty/);
  await engine.send('updateRegistrySettings', { approval_aliases: ['prod'] });
  expect(await refused({ alias: 'prod' })).toMatch(/^PERMISSION_DENIED/);
  await engine.send('updateRegistrySettings', { approval_aliases: [] });
  expect((await engine.call('listPromptVersions', { name })).versions).toEqual([]);
  expect((await engine.call('listPromptDrafts', { name })).drafts).toHaveLength(3);
  expect(await publish(draft)).toBe('1');
});

test('drafts are merged over the nearest version that both came from', async () => {
  const name = await newPrompt(engine);
  await newPromptVersion(engine, name, 'one\ntwo\nthree\n');
  const ours = await edited(await draftOf(name, { base_version: '1' }), textOf('ONE\ntwo\nthree\n'));
  const side = await edited(await draftOf(name, { base_version: '1' }), textOf('one\ntwo\nTHREE\n'));
  expect(await publish(side)).toBe('2');
  const theirs = await draftOf(name, { base_version: '2' });
  const asked = { into_draft_id: ours.draft_id, from_draft_id: theirs.draft_id, revision: ours.revision };
  const { draft, conflicts } = await engine.call('mergePromptDrafts', asked);
  expect(conflicts).toEqual([]);
  expect(draft).toMatchObject({
    content: textOf('ONE\ntwo\nTHREE\n'),
    base_version: '1',
    merged_version: '2',
    revision: ours.revision + 1,
  });
  expect(await engine.refusal('mergePromptDrafts', asked)).toMatch(/^RESOURCE_CONFLICT/);
  expect(await publish(draft as PromptDraft)).toBe('3');
  const [newest] = (await engine.call('listPromptVersions', { name })).versions;
  expect(newest).toMatchObject({ parent_version: '1', merged_version: '2' });
  // Both came from version 2 now, so that what it changed is no change of either.
  const late = await edited(await draftOf(name, { base_version: '2' }), textOf('one\n2\nTHREE\n'));
  const into = await draftOf(name, { base_version: '3' });
  const second = await engine.call('mergePromptDrafts', {
    into_draft_id: into.draft_id,
    from_draft_id: late.draft_id,
    revision: 1,
  });
  expect(second.draft?.content).toEqual(textOf('ONE\n2\nTHREE\n'));
});

test('conflicts are listed without a write until resolutions settle all of them', async () => {
  const name = await newPrompt(engine);
  await newPromptVersion(engine, name, 'Say hello.\n');
  const ours = await edited(await draftOf(name, { base_version: '1' }), {
    ...textOf('Say hi.\n'),
    model_config: { temperature: 1 },
  });
  const theirs = await edited(await draftOf(name, { base_version: '1' }), {
    ...textOf('Say moin.\n'),
    model_config: { temperature: 2 },
  });
  const asked = { into_draft_id: ours.draft_id, from_draft_id: theirs.draft_id, revision: ours.revision };
  const first = await engine.call('mergePromptDrafts', asked);
  expect(first.draft).toBeUndefined();
  expect(first.conflicts.map(({ where, ours: own, theirs: other }) => [where, own, other])).toEqual([
    ['template', 'Say hi.\n', 'Say moin.\n'],
    ['model_config.temperature', '1', '2'],
  ]);
  expect(await engine.call('mergePromptDrafts', asked)).toEqual(first);
  const [text = '', heat = ''] = first.conflicts.map(({ id }) => id);
  const half = await engine.call('mergePromptDrafts', {
    ...asked,
    resolutions: [{ id: text, take: 'theirs' }],
  });
  expect(half.conflicts.map(({ id }) => id)).toEqual([heat]);
  const stale = { ...asked, resolutions: [{ id: 'gone', take: 'ours' }] };
  expect(await engine.refusal('mergePromptDrafts', stale)).toMatch(/^RESOURCE_CONFLICT: .*List them again/);
  const broken = { ...asked, resolutions: [{ id: heat, take: 'text', text: '{' }] };
  expect(await engine.refusal('mergePromptDrafts', broken)).toMatch(/model_config.temperature is not JSON/);
  expect((await engine.call('getPromptDraft', { draft_id: ours.draft_id })).draft).toEqual(ours);
  const resolutions = [
    { id: text, take: 'text' as const, text: 'Say both.\n' },
    { id: heat, take: 'theirs' as const, text: undefined },
  ];
  const { draft } = await engine.call('mergePromptDrafts', { ...asked, resolutions });
  expect(draft?.content).toEqual({ ...textOf('Say both.\n'), model_config: { temperature: 2 } });
});

test('drafts of two prompts, or one with itself, are not merged', async () => {
  const [one, two] = [await draftOf(await newPrompt(engine)), await draftOf(await newPrompt(engine))];
  const merge = (into_draft_id: string, from_draft_id: string) =>
    engine.refusal('mergePromptDrafts', { into_draft_id, from_draft_id, revision: 1 });
  expect(await merge(one.draft_id, two.draft_id)).toMatch(/are of two prompts/);
  expect(await merge(one.draft_id, one.draft_id)).toMatch(/into itself/);
});

test('drafts last over a restart and go with their prompt', async () => {
  await using own = await openTestEngine();
  const name = await newPrompt(own);
  const { draft } = await own.call('createPromptDraft', { name, content: textOf('kept') });
  await own.restart();
  expect((await own.call('getPromptDraft', { draft_id: draft.draft_id })).draft).toEqual(draft);
  await own.send('deleteRegisteredModel', { name });
  expect(await own.refusal('getPromptDraft', { draft_id: draft.draft_id })).toMatch(
    /^RESOURCE_DOES_NOT_EXIST/,
  );
});
