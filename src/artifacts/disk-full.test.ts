import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';
import { artifactErrorFrom } from './errors.ts';
import { openFileArtifactStore } from './file.ts';
import { parseArtifactPath, TEMPORARY_FOLDER } from './paths.ts';

const base = await mkdtemp(join(tmpdir(), 'artifact-full-'));
const hasSmallDisk =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=0700', 'tmpfs', base]).status === 0;

afterAll(async () => {
  if (hasSmallDisk) spawnSync('umount', [base]);
  await rm(base, { recursive: true });
});

const at = (path: string) => parseArtifactPath(path);
const megabytes = (count: number) =>
  Readable.from(Array.from({ length: count }, () => Buffer.alloc(1_000_000)));

async function serve(root: string) {
  const store = await openFileArtifactStore(root);
  const server = createServer(async (request, response) => {
    const code = await store.put(at(String(request.url).slice(1)), request).then(
      () => 'stored',
      (error) => error.code,
    );
    request.resume();
    response.statusCode = code === 'RESOURCE_EXHAUSTED' ? 507 : 200;
    response.end(code);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    store,
    server,
    put: (path: string, body: Buffer) => fetch(`${url}/${path}`, { method: 'PUT', body }),
  };
}

if (hasSmallDisk) {
  it('answers on the same connection when the disk is full, loses nothing, and recovers by itself', async () => {
    const { store, server, put } = await serve(base);
    expect((await put('first.bin', Buffer.alloc(1_000_000))).status).toBe(200);
    expect((await put('second.bin', Buffer.alloc(8_000_000))).status).toBe(507);
    expect(await store.size(at('first.bin'))).toEqual({ bytes: 1_000_000, files: 1 });
    expect((await text((await store.open(at('first.bin'))).stream)).length).toBe(1_000_000);
    expect(await readdir(join(base, TEMPORARY_FOLDER))).toEqual([]);
    expect((await put('third.bin', Buffer.alloc(2_000_000))).status).toBe(200);
    await store.delete(at('third.bin'));
    const { upload_id } = await store.createMultipart(at('parts.bin'), 2);
    const parts = [];
    for (const part_number of [1, 2]) {
      parts.push({ part_number, ...(await store.putPart(upload_id, part_number, megabytes(1))) });
    }
    // Two parts and their joined copy do not fit; the parts stay, so completing works once there is room.
    const full = { code: 'RESOURCE_EXHAUSTED', message: expect.stringContaining("'parts.bin'") };
    await expect(store.completeMultipart(at('parts.bin'), upload_id, parts)).rejects.toMatchObject(full);
    await store.delete(at('first.bin'));
    expect(await store.completeMultipart(at('parts.bin'), upload_id, parts)).toMatchObject({
      size: 2_000_000,
    });
    server.close();
    await once(server, 'close');
  });
} else {
  console.warn('Not run: a really full disk, because mounting a small one is not allowed here.');
}

const PUT_PAST_THE_LIMIT = `
  import { Readable } from 'node:stream';
  const [storeModule, pathModule, root] = process.argv.slice(1);
  const { openFileArtifactStore } = await import(storeModule);
  const { parseArtifactPath } = await import(pathModule);
  const store = await openFileArtifactStore(root);
  const put = (path, size) => store.put(parseArtifactPath(path), Readable.from([Buffer.alloc(size)]));
  const { code } = await put('big.bin', 3_000_000).catch((error) => error);
  await put('small.bin', 1000);
  console.log(JSON.stringify({ code, listed: await store.list('') }));
`;

it('reports a file larger than the process may write as no space, and goes on', async () => {
  const root = await mkdtemp(join(tmpdir(), 'artifact-limit-'));
  const modules = ['./file.ts', './paths.ts'].map((name) => new URL(name, import.meta.url).href);
  const node = [process.execPath, '--input-type=module', '-e', PUT_PAST_THE_LIMIT, ...modules, root];
  const { stdout, stderr } = spawnSync('sh', ['-c', 'ulimit -f 2048; exec "$@"', 'sh', ...node], {
    encoding: 'utf8',
  });
  const listed = [{ path: 'small.bin', is_dir: false, file_size: 1000 }];
  expect(stdout, stderr).toBe(`${JSON.stringify({ code: 'RESOURCE_EXHAUSTED', listed })}\n`);
  expect(await readdir(join(root, TEMPORARY_FOLDER))).toEqual([]);
  await rm(root, { recursive: true });
});

// Only Linux has a device that is always full; elsewhere the same failure is made by hand.
function writeToFullDevice(): Promise<void> {
  if (process.platform === 'linux') return writeFile('/dev/full', 'x');
  return Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }));
}

it.each([
  ['RESOURCE_EXHAUSTED', writeToFullDevice],
  ['INVALID_PARAMETER_VALUE', () => writeFile(join(base, 'n'.repeat(300)), 'x')],
  ['INVALID_PARAMETER_VALUE', () => writeFile(base, 'x')],
  ['RESOURCE_DOES_NOT_EXIST', () => readdir(join(base, 'missing'))],
  ['TEMPORARILY_UNAVAILABLE', () => link(base, join(base, 'second-name'))],
  ['INTERNAL_ERROR', () => Promise.reject(new TypeError('a mistake of ours'))],
])('explains a real failure as %s and names the path', async (code, fail) => {
  const error = await fail().then(
    () => undefined,
    (reason: unknown) => artifactErrorFrom(reason, 'a/b.txt'),
  );
  expect(error).toMatchObject({
    code,
    message: expect.stringContaining("'a/b.txt'"),
    cause: expect.any(Error),
  });
});
