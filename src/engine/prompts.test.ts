import { afterAll, expect, test } from 'vitest';
import { openTestEngine, START } from './testing/open.ts';
import { newPrompt, newPromptVersion } from './testing/prompts.ts';
import { newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

test('versions are listed newest first, a page at a time, with what their template says', async () => {
  const name = await newPrompt(engine);
  await newPromptVersion(engine, name, 'Hi {{ who }} {{ user.name }} {{ who }}', [
    { key: 'team', value: 'blue' },
  ]);
  await newPromptVersion(engine, name, {
    type: 'chat',
    messages: [{ role: 'user', content: '{% for i in items %}{{ i }}{{ q }}{% endfor %}' }],
    model_config: { provider: 'openai', model_name: 'gpt' },
  });
  await newPromptVersion(engine, name, 'x');
  await engine.send('setRegisteredModelAlias', { name, alias: 'prod', version: '2' });
  const { versions } = await engine.call('listPromptVersions', { name });
  const common = { creation_time: START, commit_message: 'made by a client' };
  expect(versions).toEqual([
    { ...common, version: '3', type: 'text', aliases: [], tags: [], variables: [], size: 1 },
    {
      ...common,
      version: '2',
      type: 'chat',
      aliases: ['prod'],
      tags: [],
      variables: ['items', 'q'],
      size: 79,
      provider: 'openai',
      model_name: 'gpt',
    },
    {
      ...common,
      version: '1',
      type: 'text',
      aliases: [],
      tags: [{ key: 'team', value: 'blue' }],
      variables: ['who', 'user.name'],
      size: 38,
    },
  ]);
  const first = await engine.call('listPromptVersions', { name, max_results: 2 });
  expect(first.versions).toEqual(versions.slice(0, 2));
  const rest = await engine.call('listPromptVersions', {
    name,
    page_token: first.next_page_token,
    max_results: 2,
  });
  expect(rest).toEqual({ versions: versions.slice(2) });
});

test('a version that a script broke is listed all the same', async () => {
  const name = await newPrompt(engine);
  const broken = async (tags: [string, string][]) =>
    engine.send('createModelVersion', {
      name,
      source: 'dummy-source',
      tags: [['mlflow.prompt.is_prompt', 'true'], ...tags].map(([key, value]) => ({ key, value })),
    });
  await broken([]);
  await broken([
    ['mlflow.prompt.text', '{'],
    ['_mlflow_prompt_type', 'chat'],
  ]);
  await broken([
    ['mlflow.prompt.text', 'x'],
    ['_mlflow_prompt_model_config', '[1]'],
  ]);
  await broken([['mlflow.prompt.text', '{% if %}{{ a }}{{'.repeat(5000)]]);
  const { versions } = await engine.call('listPromptVersions', { name });
  expect(versions.map(({ version, type, size, variables }) => [version, type, size, variables])).toEqual([
    ...[
      ['4', 'text', 85_000, ['a']],
      ['3', 'text', 1, []],
      ['2', 'chat', 1, []],
      ['1', 'text', 0, []],
    ],
  ]);
});

test('pages, names and tokens are checked', async () => {
  const name = await newPrompt(engine);
  await engine.send('createRegisteredModel', { name: 'model' });
  expect(await engine.refusal('listPromptVersions', { name: 'model' })).toMatch(/not a prompt/);
  expect(await engine.refusal('listPromptLinks', { name: 'nobody' })).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
  expect(await engine.refusal('listPromptVersions', { name, max_results: 1001 })).toMatch(/at most 1000/);
  expect(await engine.refusal('listPromptVersions', { name, page_token: 'junk' })).toMatch(
    /^INVALID_PARAMETER_VALUE/,
  );
  expect(await engine.refusal('listPromptLinks', { name, version: 'x' })).toMatch(/^INVALID_PARAMETER_VALUE/);
});

const link = async (run_id: string, value: unknown) =>
  engine.send('setTag', {
    run_id,
    key: 'mlflow.linkedPrompts',
    value: typeof value === 'string' ? value : JSON.stringify(value),
  });

test('runs are found by the prompts that their tag names, newest first', async () => {
  const name = await newPrompt(engine);
  const other = `${name}x`;
  const made: string[] = [];
  for (const start_time of [10, 30, 20])
    made.push(await newRun(engine, { start_time, run_name: `at ${start_time}` }));
  const [old = '', newest = '', middle = ''] = made;
  await link(old, [
    { name, version: '1' },
    { name: other, version: '7' },
  ]);
  await link(newest, [
    { name, version: 2 },
    { name, version: '1' },
    { name, version: '1' },
  ]);
  await link(middle, [{ name: other, version: '1' }]);
  for (const junk of [
    '{',
    `[{"name": "${name}"`,
    `"${name}"`,
    `[5, "${name}", null, ["${name}"], {"name": null}]`,
  ])
    await link(await newRun(engine), junk);
  const { runs, traces, next_page_token } = await engine.call('listPromptLinks', { name });
  expect(runs).toEqual([
    {
      run_id: newest,
      run_name: 'at 30',
      experiment_id: '0',
      status: 'RUNNING',
      start_time: 30,
      versions: expect.toSatisfy((found: string[]) => [...found].sort().join() === '1,2'),
    },
    {
      run_id: old,
      run_name: 'at 10',
      experiment_id: '0',
      status: 'RUNNING',
      start_time: 10,
      versions: ['1'],
    },
  ]);
  expect([traces, next_page_token]).toEqual([[], undefined]);
  const ofTwo = await engine.call('listPromptLinks', { name, version: '2' });
  expect(ofTwo.runs.map(({ run_id }) => run_id)).toEqual([newest]);
  await engine.send('deleteRun', { run_id: newest });
  expect((await engine.call('listPromptLinks', { name })).runs.map(({ run_id }) => run_id)).toEqual([old]);
});

test('traces that used a version are kept, once each, and listed a page at a time with the runs', async () => {
  const name = await newPrompt(engine);
  const linkTrace = (trace_id: string, version: string) =>
    engine.send('linkPromptsToTrace', { trace_id, prompt_versions: [{ name, version }] });
  for (const trace of ['tr-1', 'tr-2', 'tr-3']) {
    engine.advance(1);
    await linkTrace(trace, '1');
  }
  await linkTrace('tr-1', '1');
  await linkTrace('tr-2', '2');
  for (const start_time of [1, 2, 3, 4, 5])
    await link(await newRun(engine, { start_time }), [{ name, version: '1' }]);
  const all = await engine.call('listPromptLinks', { name });
  expect(all.traces.map(({ trace_id, versions }) => [trace_id, [...versions].sort()])).toEqual([
    ['tr-2', ['1', '2']],
    ['tr-3', ['1']],
    ['tr-1', ['1']],
  ]);
  const seen = { runs: [] as unknown[], traces: [] as unknown[] };
  let page_token: string | undefined;
  do {
    const page = await engine.call('listPromptLinks', { name, max_results: 2, page_token });
    seen.runs.push(...page.runs);
    seen.traces.push(...page.traces);
    page_token = page.next_page_token;
  } while (page_token !== undefined);
  expect(seen).toEqual({ runs: all.runs, traces: all.traces });
  expect((await engine.call('listPromptLinks', { name, version: '2' })).traces).toHaveLength(1);
});

test('a link of a trace to a prompt that there is not is refused, and stores nothing', async () => {
  const name = await newPrompt(engine);
  const refused = (links: { name: string; version: string }[]) =>
    engine.refusal('linkPromptsToTrace', { trace_id: 'tr', prompt_versions: links });
  const good = { name, version: '1' };
  expect(await refused([good, { name: 'nobody', version: '1' }])).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
  expect(await refused([good, { name, version: 'x' }])).toMatch(/^INVALID_PARAMETER_VALUE/);
  expect((await engine.call('listPromptLinks', { name })).traces).toEqual([]);
  expect(await refused([])).toBe('accepted');
});
