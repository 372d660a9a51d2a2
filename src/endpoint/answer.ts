import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { createGzip, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { COLUMNS_TYPE, EncodedColumns, EncodedJson } from '../contract/index.ts';
import { entityTag, holdsTag } from './entity-tag.ts';
import { sendError } from './errors.ts';

type Chunks = Iterator<Uint8Array> | AsyncIterator<Uint8Array>;

const JSON_TYPE = 'application/json';
const COMPRESSED_FROM = 1024;
const GZIP = { 'content-encoding': 'gzip', vary: 'Accept-Encoding' };
const GZIP_HEADERS = { 'content-type': JSON_TYPE, ...GZIP };
const SLICE_MS = 10;
const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): unknown };

/** JSON text of an answer. An int64 beyond 2^53 (bigint) leaves as a JSON number, as from MLflow. */
export function encodeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // JSON.stringify knows no bigint; looking for one beforehand would cost every answer a walk.
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(value, (_key, member) =>
      typeof member === 'bigint' ? rawJSON(`${member}`) : member,
    );
  }
}

/** On loopback no byte crosses a wire, so compressing costs more time than it saves; further away it pays. */
function wantsGzip(request: IncomingMessage): boolean {
  const peer = request.socket.remoteAddress ?? '';
  return (
    !LOOPBACK.test(peer) &&
    /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(`${request.headers['accept-encoding']}`)
  );
}

function sendWhole(
  request: IncomingMessage,
  response: ServerResponse,
  body: string | Uint8Array,
  type = JSON_TYPE,
  headers: Readonly<Record<string, string>> = {},
): void {
  const length = Buffer.byteLength(body);
  if (length > COMPRESSED_FROM && wantsGzip(request)) {
    response.writeHead(200, { 'content-type': type, ...GZIP, ...headers });
    gzip(body, (error, packed) => (error ? response.destroy(error) : response.end(packed)));
    return;
  }
  response.writeHead(200, { 'content-type': type, 'content-length': length, ...headers });
  response.end(body);
}

/** With a tag of the body; a client that holds it already is told so in place of it. */
function sendTagged(request: IncomingMessage, response: ServerResponse, answer: unknown): void {
  const body = encodeJson(answer);
  const headers = { etag: entityTag(body), 'cache-control': 'no-cache' };
  if (!holdsTag(request.headers, headers.etag)) return sendWhole(request, response, body, JSON_TYPE, headers);
  response.writeHead(304, headers);
  response.end();
}

async function* paced(first: Uint8Array[], rest: Chunks): AsyncGenerator<Uint8Array> {
  yield* first;
  let resumed = performance.now();
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    yield next.value;
    // A reader on loopback can keep up for ever, and a loop that never waits would starve everyone else.
    if (performance.now() - resumed < SLICE_MS) continue;
    await setImmediate();
    resumed = performance.now();
  }
}

async function sendEncoded(request: IncomingMessage, response: ServerResponse, { chunks }: EncodedJson) {
  const source: Chunks =
    Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  try {
    const first = await source.next();
    const second = first.done ? first : await source.next();
    if (second.done) return sendWhole(request, response, first.done ? '' : first.value);
    const pieces = paced([first.value, second.value], source);
    const isPacked = wantsGzip(request);
    response.writeHead(200, isPacked ? GZIP_HEADERS : { 'content-type': JSON_TYPE });
    await (isPacked ? pipeline(pieces, createGzip(), response) : pipeline(pieces, response));
  } finally {
    await source.return?.();
  }
}

async function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  answer: unknown,
  isTagged: boolean,
): Promise<void> {
  const takesColumns = answer instanceof EncodedColumns && request.headers.accept?.includes(COLUMNS_TYPE);
  if (takesColumns) sendWhole(request, response, answer.bytes, COLUMNS_TYPE);
  else if (answer instanceof EncodedJson) await sendEncoded(request, response, answer);
  else if (isTagged) sendTagged(request, response, answer);
  else sendWhole(request, response, encodeJson(answer));
}

/**
 * Answers a route with status 200 and JSON, or with columns where there are some and the client takes them: at once with its length when whole, else in pieces as fast as they are read.
 * A whole answer `isTagged` where clients ask for it again and again: it has an ETag, and 304 says that it is the same.
 * Past Fastify's own serializer, which would add a charset that MLflow does not send.
 */
export async function replyJson(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
  isTagged = false,
): Promise<void> {
  reply.hijack();
  try {
    await sendJson(request.raw, reply.raw, answer, isTagged);
  } catch (error) {
    // Fastify looks away once a reply is hijacked.
    sendError(request.raw, reply.raw, error);
  }
}
