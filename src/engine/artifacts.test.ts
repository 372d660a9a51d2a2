import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { parseArtifactPath } from '../artifacts/index.ts';
import { openTestEngine } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const put = (path: string, text: string) =>
  engine.artifacts.put(parseArtifactPath(path, { decoded: true }), Readable.from([Buffer.from(text)]));

describe('listings', () => {
  test('[s9] artifacts of a run are listed by paths relative to its root, with the root beside them', async () => {
    const run_id = await newRun(engine);
    await put(`0/${run_id}/artifacts/model/MLmodel`, 'abc');
    await put(`0/${run_id}/artifacts/model/data/x.bin`, '');
    await put(`0/${run_id}/artifacts/größe.txt`, '1');
    const root_uri = `mlflow-artifacts:/0/${run_id}/artifacts`;
    expect(await engine.call('listRunArtifacts', { run_id })).toEqual({
      root_uri,
      files: [
        { path: 'größe.txt', is_dir: false, file_size: 1 },
        { path: 'model', is_dir: true },
      ],
    });
    expect(await engine.call('listRunArtifacts', { run_id, path: 'model' })).toEqual({
      root_uri,
      files: [
        { path: 'model/MLmodel', is_dir: false, file_size: 3 },
        { path: 'model/data', is_dir: true },
      ],
    });
  });

  test('[s9] a listing by path gives names relative to the listed folder', async () => {
    await put('9/run/artifacts/a.txt', 'a');
    expect(await engine.call('listArtifacts', { path: '9/run/artifacts' })).toEqual({
      files: [{ path: 'a.txt', is_dir: false, file_size: 1 }],
    });
  });

  test('[s9] a missing folder is an empty listing', async () => {
    expect(await engine.call('listArtifacts', { path: 'nowhere/at/all' })).toEqual({});
    const run_id = await newRun(engine);
    expect(await engine.call('listRunArtifacts', { run_id, path: 'nothing' })).toEqual({
      root_uri: `mlflow-artifacts:/0/${run_id}/artifacts`,
    });
  });

  test('[s9] artifacts of a deleted run can still be listed', async () => {
    const run_id = await newRun(engine);
    await engine.call('deleteRun', { run_id });
    expect(await engine.refusal('listRunArtifacts', { run_id })).toBe('accepted');
  });

  test('[s9] # , a .. part, a backslash and absolute paths are INVALID_PARAMETER_VALUE', async () => {
    const run_id = await newRun(engine);
    for (const path of ['a#b', '../x', 'a/../../x', 'a\\b', '/etc', 'C:/x', 'C:\\x']) {
      expect([path, await engine.refusal('listRunArtifacts', { run_id, path })]).toEqual([
        path,
        expect.stringMatching(/^INVALID_PARAMETER_VALUE: Invalid path/),
      ]);
      expect([path, await engine.refusal('listArtifacts', { path })]).toEqual([
        path,
        expect.stringMatching(/^INVALID_PARAMETER_VALUE: Invalid path/),
      ]);
    }
  });

  test('artifacts of a logged model are listed like those of a run', async () => {
    const { model } = await engine.call('createLoggedModel', { experiment_id: '0' });
    const { model_id, artifact_uri } = model.info;
    await put(`0/models/${model_id}/artifacts/MLmodel`, 'abc');
    expect(await engine.call('listLoggedModelArtifacts', { model_id })).toEqual({
      root_uri: artifact_uri,
      files: [{ path: 'MLmodel', is_dir: false, file_size: 3 }],
    });
  });

  test('artifacts in a store that clients reach directly are not listed here', async () => {
    const { experiment_id } = await engine.call('createExperiment', {
      name: 'remote',
      artifact_location: 's3://bucket/x',
    });
    const run_id = await newRun(engine, { experiment_id });
    expect(await engine.refusal('listRunArtifacts', { run_id })).toContain(
      'INVALID_PARAMETER_VALUE: The artifacts are at s3://bucket/x',
    );
  });
});

describe('uploads in parts', () => {
  const path = '0/run/artifacts/big.bin';
  const part = (upload_id: string, number: number, text: string) =>
    engine.artifacts.putPart(upload_id, number, Readable.from([Buffer.from(text)]));

  test('an upload answers a URL for each part, and its parts join to the file', async () => {
    const { upload_id, credentials } = await engine.call('createMultipartUpload', { path, num_parts: 2 });
    expect(credentials?.map(({ part_number }) => part_number)).toEqual([1, 2]);
    expect(new Set(credentials?.map(({ url }) => url)).size).toBe(2);
    const parts = [];
    for (const [index, text] of ['one ', 'two'].entries())
      parts.push({
        part_number: index + 1,
        etag: (await part(upload_id, index + 1, text)).etag,
        url: undefined,
      });
    await engine.call('completeMultipartUpload', { path, upload_id, parts });
    expect(await engine.call('listArtifacts', { path: '0/run/artifacts' })).toEqual({
      files: [{ path: 'big.bin', is_dir: false, file_size: 7 }],
    });
  });

  test('an aborted upload is gone, and aborting it again is fine', async () => {
    const { upload_id } = await engine.call('createMultipartUpload', { path, num_parts: 1 });
    for (let time = 0; time < 2; time += 1)
      expect(await engine.call('abortMultipartUpload', { path, upload_id })).toEqual({});
    expect(await engine.refusal('completeMultipartUpload', { path, upload_id, parts: [] })).toMatch(
      /^(RESOURCE_DOES_NOT_EXIST|INVALID_PARAMETER_VALUE)/,
    );
  });

  test('a bad number of parts, path or upload id is refused by name', async () => {
    for (const num_parts of [undefined, 0, -1, 10_001, 2n ** 60n])
      expect([num_parts, await engine.refusal('createMultipartUpload', { path, num_parts })]).toEqual([
        num_parts,
        expect.stringMatching(/^INVALID_PARAMETER_VALUE/),
      ]);
    expect(await engine.refusal('createMultipartUpload', { path: '../x', num_parts: 1 })).toMatch(
      /^INVALID_PARAMETER_VALUE/,
    );
    expect(await engine.refusal('completeMultipartUpload', { path })).toContain("'upload_id'");
    expect(await engine.refusal('abortMultipartUpload', { path, upload_id: '' })).toContain("'upload_id'");
  });
});
