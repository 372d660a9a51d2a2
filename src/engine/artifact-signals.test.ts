import { expect, test } from 'vitest';
import type { Signal } from '../contract/index.ts';
import { artifactPath, putArtifact } from './testing/artifacts.ts';
import { openTestEngine } from './testing/open.ts';

const RUN = 'a'.repeat(32);
const MODEL = `m-${'b'.repeat(32)}`;

test('uploads and deletions are told by whose files they are, those of a moment once', async () => {
  await using engine = await openTestEngine();
  const signals: Signal[] = [];
  engine.signals.subscribe((signal) => signals.push(signal));
  for (let file = 0; file < 20; file += 1) await putArtifact(engine, `0/${RUN}/artifacts/part-${file}`, 10);
  await putArtifact(engine, `team/a/models/${MODEL}/artifacts/MLmodel`, 10);
  await putArtifact(engine, 'elsewhere/file', 10);
  expect(signals).toEqual([]);
  const ofRun = { kind: 'artifacts', object_type: 'run', object_id: RUN };
  const ofModel = { kind: 'artifacts', object_type: 'logged_model', object_id: MODEL };
  await expect.poll(() => signals).toEqual([ofRun, ofModel]);
  await engine.artifacts.delete(artifactPath(`0/${RUN}/artifacts/part-0`));
  await expect.poll(() => signals.slice(2)).toEqual([ofRun]);
});

test('an upload in parts is told of when it is joined, not before', async () => {
  await using engine = await openTestEngine();
  const signals: Signal[] = [];
  engine.signals.subscribe((signal) => signals.push(signal));
  const path = `0/${RUN}/artifacts/model.bin`;
  const { upload_id = '' } = (await engine.call('createMultipartUpload', { path, num_parts: 1 })) as {
    upload_id?: string;
  };
  const { Readable } = await import('node:stream');
  const { etag } = await engine.artifacts.putPart(upload_id, 1, Readable.from([Buffer.alloc(10)]));
  await putArtifact(engine, `0/${'c'.repeat(32)}/artifacts/other`, 1);
  await expect
    .poll(() => signals)
    .toEqual([{ kind: 'artifacts', object_type: 'run', object_id: 'c'.repeat(32) }]);
  await engine.call('completeMultipartUpload', { path, upload_id, parts: [{ part_number: 1, etag }] });
  await expect
    .poll(() => signals.slice(1))
    .toEqual([{ kind: 'artifacts', object_type: 'run', object_id: RUN }]);
});
