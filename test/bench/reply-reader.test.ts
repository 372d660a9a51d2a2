import { describe, expect, it } from 'vitest';
import { type Reply, ReplyReader } from './reply-reader.ts';

const WITH_LENGTH =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"runs":[]}';
const CHUNKED =
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5;note=x\r\n{"run\r\n6\r\ns":[]}\r\n0\r\nX-Sum: 1\r\n\r\n';
const EMPTY = 'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nConnection: close\r\n\r\n';

/** Feeds the text in pieces of that many bytes, and returns the replies found. */
function repliesOf(text: string, size: number): Reply[] {
  const reader = new ReplyReader();
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, piece) =>
    bytes.subarray(piece * size, (piece + 1) * size),
  );
  return pieces.map((piece) => reader.push(piece)).filter((reply) => reply !== undefined);
}

describe.each([1, 2, 3, 7, 1000])('a reply that arrives in pieces of %i bytes', (size) => {
  it.each([
    ['a length', WITH_LENGTH],
    ['chunks', CHUNKED],
  ])('is read whole when it has %s', (_, text) => {
    const [reply, ...more] = repliesOf(text, size);
    expect(more).toEqual([]);
    expect(reply?.json()).toEqual({ runs: [] });
    expect(reply).toMatchObject({ status: 200, bytes: 11, closes: false });
  });

  it('may have no body and end the connection', () => {
    expect(repliesOf(EMPTY, size)).toMatchObject([{ status: 404, bytes: 0, closes: true }]);
  });
});

it('reads one reply after the other from a connection', () => {
  const texts = repliesOf(CHUNKED + WITH_LENGTH + CHUNKED, 1).map((reply) => reply.text());
  expect(texts).toEqual(Array(3).fill('{"runs":[]}'));
});

it('does not take a cut reply for a whole one', () => {
  expect(repliesOf(CHUNKED.slice(0, -1), 5)).toEqual([]);
  expect(repliesOf(WITH_LENGTH.slice(0, -1), 5)).toEqual([]);
});
