import { once } from 'node:events';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openFileArtifactStore } from '../artifacts/index.ts';
import { COLUMNS_TYPE, EncodedColumns, EncodedJson, TrackingError } from '../contract/index.ts';
import { encodeJson } from './answer.ts';
import { createApp } from './app.ts';
import { ChangeStreams } from './change-stream.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { PointStreams } from './point-stream.ts';
import { MemoryExports } from './testing/memory-exports.ts';
import { MemoryFeed } from './testing/memory-feed.ts';
import { MemoryPoints } from './testing/memory-points.ts';
import { MemorySignals } from './testing/memory-signals.ts';
import { MemoryTracker } from './testing/memory-tracker.ts';
import { open, temporaryFolder } from './testing/open.ts';
import { ask, openSocket } from './testing/raw-http.ts';

const GET_RUN = '/api/2.0/mlflow/runs/get?run_id=r';
const KB_64 = Buffer.alloc(65_536, 'x');

const answering = (getRun: () => unknown) => open({ tracker: new MemoryTracker({ getRun }) });

test('an int64 beyond 2^53 leaves as a JSON number, without loss', async () => {
  expect(encodeJson({ a: [1790000000123456789n, -1n], b: '1n' })).toBe(
    '{"a":[1790000000123456789,-1],"b":"1n"}',
  );
  const { endpoint } = await answering(() => ({ run: { info: { start_time: 9223372036854775807n } } }));
  expect((await ask(endpoint.port, GET_RUN)).body).toBe(
    '{"run":{"info":{"start_time":9223372036854775807}}}',
  );
});

test('a plain answer and one encoded piece are sent at once, with their length', async () => {
  const { endpoint, tracker } = await answering(() => ({ run: 'ü' }));
  const plain = await ask(endpoint.port, GET_RUN);
  expect([plain.body, plain.headers['content-type'], plain.headers['content-length']]).toEqual([
    '{"run":"ü"}',
    'application/json',
    '12',
  ]);
  tracker.answers.getRun = () => new EncodedJson([Buffer.from('{"run":1}')]);
  const encoded = await ask(endpoint.port, GET_RUN);
  expect([encoded.body, encoded.headers['content-type'], encoded.headers['content-length']]).toEqual([
    '{"run":1}',
    'application/json',
    '9',
  ]);
});

test('columns are for who takes them, JSON is for the others, made when it is read', async () => {
  let made = 0;
  const json = {
    *[Symbol.iterator]() {
      made += 1;
      yield Buffer.from('{"series":[]}');
    },
  };
  const bytes = Uint8Array.of(1, 2, 0, 255);
  const { endpoint } = await answering(() => new EncodedColumns(bytes, json));
  const get = (accept?: string) =>
    fetch(endpoint.url + GET_RUN, accept === undefined ? {} : { headers: { accept } });
  const columns = await get(`${COLUMNS_TYPE}, application/json;q=0.5`);
  expect([columns.headers.get('content-type'), columns.headers.get('content-length')]).toEqual([
    COLUMNS_TYPE,
    '4',
  ]);
  expect(new Uint8Array(await columns.arrayBuffer())).toEqual(bytes);
  expect(made).toBe(0);
  for (const accept of [undefined, '*/*', 'application/json']) {
    const answer = await get(accept);
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual([
      'application/json',
      '{"series":[]}',
    ]);
  }
});

test('many pieces are sent in order, from a plain and from an asynchronous producer', async () => {
  async function* later() {
    for (const piece of ['[', '1', ',2', ']']) yield Buffer.from(piece);
  }
  const { endpoint, tracker } = await answering(() => new EncodedJson(later()));
  expect((await ask(endpoint.port, GET_RUN)).body).toBe('[1,2]');
  tracker.answers.getRun = () => new EncodedJson(['[', ']'].map((piece) => Buffer.from(piece)));
  expect((await ask(endpoint.port, GET_RUN)).body).toBe('[]');
});

test('a large answer waits for its reader, serves others meanwhile, and ends its producer when the reader leaves', async () => {
  let produced = 0;
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  function* endless() {
    try {
      for (;;) {
        produced += 1;
        yield KB_64;
      }
    } finally {
      resolve();
    }
  }
  const { endpoint, tracker } = await answering(() => new EncodedJson(endless()));
  const socket = await openSocket(
    endpoint.port,
    `GET ${GET_RUN} HTTP/1.1\r\nHost: localhost:${endpoint.port}\r\n\r\n`,
  );
  await once(socket, 'readable');
  tracker.answers.getRun = () => ({});
  expect((await ask(endpoint.port, GET_RUN)).status).toBe(200);
  // What fits into the kernel's socket buffers may be ahead of the reader, and no more than that.
  const before = produced;
  for (let turn = 0; turn < 50; turn += 1) await ask(endpoint.port, '/version');
  expect(produced).toBe(before);
  expect(produced * KB_64.length).toBeLessThan(50_000_000);
  socket.destroy();
  await ended;
});

test('a fast reader of a large answer does not keep others from being served', async () => {
  let isDone = false;
  function* large() {
    for (let piece = 0; piece < 4_000; piece += 1) yield KB_64;
    isDone = true;
  }
  const { endpoint } = await answering(() => new EncodedJson(large()));
  const download = ask(endpoint.port, GET_RUN);
  expect((await ask(endpoint.port, '/version')).status).toBe(200);
  expect(isDone).toBe(false);
  expect((await download).body.length).toBe(4_000 * KB_64.length);
});

test('an answer that fails before its first piece is an error, and one that fails later is cut', async () => {
  function* failing(pieces: number) {
    for (let piece = 0; piece < pieces; piece += 1) yield KB_64;
    throw new TrackingError('TEMPORARILY_UNAVAILABLE', 'Busy');
  }
  const { endpoint, tracker } = await answering(() => new EncodedJson(failing(0)));
  expect((await ask(endpoint.port, GET_RUN)).status).toBe(503);
  tracker.answers.getRun = () => new EncodedJson(failing(3));
  await expect(ask(endpoint.port, GET_RUN)).rejects.toThrow('aborted');
});

test('answers are compressed for a peer that is not on loopback and takes gzip, beyond 1 KB alone', async () => {
  const tracker = new MemoryTracker({ getRun: () => ({ run: 'x'.repeat(5_000) }) });
  const streams = new ChangeStreams(new MemoryFeed(), new MemorySignals());
  const app = createApp({
    tracker,
    artifacts: await openFileArtifactStore(await temporaryFolder()),
    exports: new MemoryExports([]),
    streams,
    pointStreams: new PointStreams(new MemoryPoints()),
    version: '0.0.1',
    rendererDir: undefined,
    limits: DEFAULT_LIMITS,
    url: () => '',
    serverFactory: (listener) => createServer(listener),
  });
  const get = (remoteAddress: string, encoding: string) =>
    app.inject({ url: GET_RUN, remoteAddress, headers: { 'accept-encoding': encoding } });
  const packed = await get('172.17.0.1', 'br, gzip');
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(packed.rawPayload).toString()).toBe(JSON.stringify({ run: 'x'.repeat(5_000) }));
  for (const [peer, encoding] of [
    ['127.0.0.1', 'gzip'],
    ['::ffff:127.0.0.1', 'gzip'],
    ['::1', 'gzip'],
    ['172.17.0.1', 'br'],
    ['172.17.0.1', 'gzip;q=0'],
  ] as const)
    expect((await get(peer, encoding)).headers['content-encoding']).toBeUndefined();
  tracker.answers.getRun = () => new EncodedJson([KB_64, KB_64]);
  const streamed = await get('172.17.0.1', 'gzip');
  expect(gunzipSync(streamed.rawPayload).length).toBe(2 * KB_64.length);
  tracker.answers.getRun = () => ({ run: 'short' });
  expect((await get('172.17.0.1', 'gzip')).headers['content-encoding']).toBeUndefined();
  streams.end();
  await app.close();
});
