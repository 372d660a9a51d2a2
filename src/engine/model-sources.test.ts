import { afterAll, describe, expect, test } from 'vitest';
import { newModel } from './testing/logged-models.ts';
import { openTestEngine } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const name = 'm';
await engine.call('createRegisteredModel', { name });
const run_id = await newRun(engine);
const other = await newRun(engine);
const root = (await engine.call('getRun', { run_id })).run.info.artifact_uri;
const { model_id, artifact_uri } = await newModel(engine, { source_run_id: run_id });

const refusal = (source: string, more = {}) =>
  engine.refusal('createModelVersion', { name, source, ...more });

/** Files of this machine, ways out of a folder, and what naive parsers read as one thing and open as another. */
const HOSTILE = [
  '/etc/passwd',
  'file:///etc/passwd',
  'file:/etc',
  'FILE:///etc',
  'file://localhost/etc',
  'file://127.0.0.1/etc',
  '//proc/self/root',
  'etc/passwd',
  '../../etc',
  '\\\\server\\share',
  'C:\\Windows',
  'c:/windows',
  ' /etc',
  'http://x/../../etc',
  'http://x;/../../etc',
  'http://x?/../../etc',
  'http:///#/../../etc',
  'http://x/\\..\\..\\etc',
  'https://169.254.169.254/latest/meta-data',
  'mlflow-artifacts:/../../etc',
  'mlflow-artifacts:/\\..\\..\\etc',
  'mlflow-artifacts://host/0',
  'mlflow-artifacts:/%2e%2e/%2e%2e/etc',
  'mlflow-artifacts:/%252e%252e/etc',
  'mlflow-artifacts:/..%2f..%2fetc',
  'mlflow-artifacts:/',
  'mlflow-artifacts:',
  's3://b/../x',
  's3://b/a/%2e%2e/x',
  's3://b/%2525252e%2525252e/x',
  's3://b/x%00y',
  's3://b/x\0y',
  's3://b/x\ny',
  's3://b/a;/../x',
  's3://b',
  'dbfs:/..',
  'models:/../x',
  'models://host/m-1',
  'models:',
  'models:/',
  'runs:/../x',
  'runs:/',
  'javascript:alert(1)',
  'ftp://h/x',
  'sftp://h/x',
  'hdfs://h/x',
  'abfss://f@h/x',
  '',
  'dummy-source',
];

describe('sources that are never taken', () => {
  test.each(HOSTILE)('[security 1] %j is refused, of whatever run or model', async (source) => {
    for (const owner of [{}, { run_id }, { model_id }, { run_id: 'nobody' }, { run_id, model_id }])
      expect([owner, await refusal(source, owner)]).toEqual([
        owner,
        expect.stringMatching(/^(INVALID_PARAMETER_VALUE|RESOURCE_DOES_NOT_EXIST): /),
      ]);
    expect(await engine.refusal('getModelVersion', { name, version: '1' })).toMatch(
      /^RESOURCE_DOES_NOT_EXIST/,
    );
  });

  test.each([...HOSTILE.filter((source) => source !== 'dummy-source'), 's3://b/x', `${root}/m`])(
    '[security 1] %j is refused of a prompt version too',
    async (source) => {
      const tags = [
        { key: 'mlflow.prompt.is_prompt', value: 'false' },
        { key: 'mlflow.prompt.is_prompt', value: 'TRUE' },
      ];
      expect(await refusal(source, { tags, run_id })).toMatch(/^INVALID_PARAMETER_VALUE: /);
    },
  );

  test('[security 1] a source that is too long, or encoded over and over, is refused too', async () => {
    for (const source of [`s3://b/${'x'.repeat(3000)}`, `s3://b/%${'25'.repeat(900)}2e%2e/x`])
      expect(await refusal(source)).toMatch(/^INVALID_PARAMETER_VALUE/);
  });

  test('[security 1] what lies beside, above or around the folder of a run is not of the run', async () => {
    for (const source of [
      `${root}x`,
      `${root}/../x`,
      `${root}/%2e%2e/x`,
      `${root}/./x`,
      root.slice(0, root.lastIndexOf('/')),
      'mlflow-artifacts:/0',
      artifact_uri,
    ])
      expect(await refusal(source, { run_id })).toMatch(/^INVALID_PARAMETER_VALUE/);
  });

  test('[s10] a source in this server needs the run or model that holds it', async () => {
    for (const [source, owner] of [
      [root, {}],
      [root, { run_id: other }],
      [root, { run_id: 'f'.repeat(32) }],
      [root, { model_id }],
      [artifact_uri, {}],
      [artifact_uri, { run_id }],
      [`runs:/${run_id}/m`, {}],
      [`runs:/${run_id}/m`, { run_id: other }],
      [`runs:/${run_id}/m`, { model_id }],
      [`runs://host/${run_id}/m`, { run_id }],
      [`models:/${model_id}`, {}],
      [`models:/${model_id}`, { run_id }],
      [`models:/${model_id}`, { model_id: 'm-1' }],
    ] as const)
      expect([source, owner, await refusal(source, owner)]).toEqual([
        source,
        owner,
        expect.stringMatching(/^INVALID_PARAMETER_VALUE/),
      ]);
  });

  test('[s10] a logged model that is not there is RESOURCE_DOES_NOT_EXIST', async () => {
    const gone = await newModel(engine);
    await engine.call('deleteLoggedModel', { model_id: gone.model_id });
    for (const id of [gone.model_id, `m-${'f'.repeat(32)}`])
      for (const source of [`models:/${id}`, 's3://b/x'])
        expect(await refusal(source, { model_id: id })).toMatch(/^RESOURCE_DOES_NOT_EXIST/);
  });

  test("[security 1] a version's address cannot be followed out by a copy of it", async () => {
    for (const source of [`models:/${name}/../../etc`, `models:/${name}/1/../x`, `models:/%2e%2e/1`])
      expect(await refusal(source)).toMatch(/^INVALID_PARAMETER_VALUE/);
  });
});

describe('sources that are taken', () => {
  test.each([
    [root, { run_id }],
    [`${root}/`, { run_id }],
    [`${root}/a b/c%20d`, { run_id }],
    [`runs:/${run_id}/m`, { run_id }],
    [`models:/${model_id}`, { model_id }],
    [artifact_uri, { model_id }],
    ['s3://bucket/a', {}],
    ['s3://bucket/a..b/c', { run_id }],
    ['gs://bucket/a/', { model_id }],
    ['wasbs://c@a.blob.core.windows.net/x', {}],
    ['dbfs:/a/b', {}],
  ])('[s10] %s', async (source, owner) => {
    expect(await refusal(source, owner)).toBe('accepted');
  });

  test('addresses that name a host, where they lie in the folder of the run', async () => {
    const { experiment_id } = await engine.call('createExperiment', {
      name: 'remote',
      artifact_location: 'hdfs://host/base',
    });
    const remote = await newRun(engine, { experiment_id });
    const place = (await engine.call('getRun', { run_id: remote })).run.info.artifact_uri;
    expect(place).toMatch(/^hdfs:/);
    expect(await refusal(`${place}/m`, { run_id: remote })).toBe('accepted');
    expect(await refusal('hdfs://host/base', { run_id: remote })).toMatch(/^INVALID_PARAMETER_VALUE/);
  });
});
