import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFileArtifactStore } from './file.ts';
import { ARTIFACT_ROOT, parseArtifactPath, TEMPORARY_FOLDER } from './paths.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const UPLOAD_BYTES = 3_000_000;
const CUTS = 50;

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'artifact-cuts-'));
});

afterEach(() => rm(root, { recursive: true }));

const temporaries = () => readdir(join(root, TEMPORARY_FOLDER));

async function uploadCutAfter(port: number, path: string, sent: number): Promise<void> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write(`PUT /${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${UPLOAD_BYTES}\r\n\r\n`);
  await new Promise((resolve) => socket.write(Buffer.alloc(sent, 'x'), resolve));
  socket.destroy();
  await once(socket, 'close');
}

it(`leaves nothing to see and nothing behind after ${CUTS} uploads cut on the wire`, async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  console.info(`cut uploads: SEED=${seed}`);
  const store = await openFileArtifactStore(root);
  await store.put(parseArtifactPath('kept.txt'), Readable.from(['whole']));
  const outcomes: Promise<string>[] = [];
  const server = createServer((request) => {
    const put = store.put(parseArtifactPath(String(request.url).slice(1)), request, {
      expectedSize: UPLOAD_BYTES,
    });
    outcomes.push(
      put.then(
        () => 'stored',
        ({ code }) => code,
      ),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  for (let cut = 0; cut < CUTS; cut += 1) {
    const sent = ((seed + cut) * 2_654_435_761) % UPLOAD_BYTES;
    await uploadCutAfter(port, cut % 5 === 0 ? 'kept.txt' : `run/${cut}.bin`, sent);
  }
  server.close();
  await once(server, 'close');

  expect(await Promise.all(outcomes)).toEqual(Array.from({ length: CUTS }, () => 'BAD_REQUEST'));
  expect(await store.list(ARTIFACT_ROOT)).toEqual([{ path: 'kept.txt', is_dir: false, file_size: 5 }]);
  expect(await text((await store.open(parseArtifactPath('kept.txt'))).stream)).toBe('whole');
  expect(await temporaries()).toEqual([]);
});

const UPLOAD_UNTIL_KILLED = `
  import { Readable } from 'node:stream';
  const [storeModule, pathModule, root] = process.argv.slice(1);
  const { openFileArtifactStore } = await import(storeModule);
  const { parseArtifactPath } = await import(pathModule);
  async function* endless() {
    // More than the write buffer has been taken, so part of it is in the file by now.
    for (let chunk = 0; chunk < 64; chunk += 1) yield Buffer.alloc(65536, 'x');
    process.stdout.write('uploading');
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  }
  await (await openFileArtifactStore(root)).put(parseArtifactPath('a/b.bin'), Readable.from(endless()));
`;

it('hides what a killed process left behind, and sweeps it once it is a day old', async () => {
  const modules = ['./file.ts', './paths.ts'].map((name) => new URL(name, import.meta.url).href);
  const args = ['--input-type=module', '-e', UPLOAD_UNTIL_KILLED, ...modules, root];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  expect(String((await once(child.stdout, 'data'))[0])).toBe('uploading');
  child.kill('SIGKILL');
  await once(child, 'close');

  const [leftover] = await temporaries();
  const store = await openFileArtifactStore(root);
  expect(leftover).toBeDefined();
  expect(await store.list(ARTIFACT_ROOT)).toEqual([]);
  expect(await store.size(ARTIFACT_ROOT)).toEqual({ bytes: 0, files: 0 });
  expect(await store.sweepTemporaries(DAY_MS)).toBe(0);
  const yesterday = (Date.now() - DAY_MS - 1000) / 1000;
  await utimes(join(root, TEMPORARY_FOLDER, String(leftover)), yesterday, yesterday);
  expect(await store.sweepTemporaries(DAY_MS)).toBe(1);
  expect(await temporaries()).toEqual([]);
});

it('takes an upload that fails before its first byte as interrupted, not as a crash', async () => {
  const store = await openFileArtifactStore(root);
  await store.list(ARTIFACT_ROOT);
  const uncaught: unknown[] = [];
  const note = (error: unknown) => uncaught.push(error);
  process.prependListener('uncaughtException', note);
  const source = new Readable({ read() {} });
  const put = store.put(parseArtifactPath('a.txt'), source);
  source.destroy(new Error('gone'));
  await expect(put).rejects.toMatchObject({ code: 'BAD_REQUEST', cause: { message: 'gone' } });
  await expect(store.put(parseArtifactPath('a.txt'), source)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  process.off('uncaughtException', note);
  expect(uncaught).toEqual([]);
  expect(await temporaries()).toEqual([]);
});
