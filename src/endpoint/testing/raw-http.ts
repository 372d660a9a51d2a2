import { once } from 'node:events';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One request with exactly these headers: fetch would not send a foreign Host or Origin. */
export async function ask(
  port: number,
  path: string,
  options: RequestOptions & { body?: string | Uint8Array } = {},
): Promise<RawAnswer> {
  const { body, ...rest } = options;
  const sent = request({ host: '127.0.0.1', port, path, agent: false, ...rest });
  // Node sends the body of a DELETE with neither length nor chunks, so that no server could read it.
  if (body !== undefined && rest.method === 'DELETE')
    sent.setHeader('content-length', Buffer.byteLength(body));
  sent.end(body);
  const [answer] = await once(sent, 'response');
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

/** A POST of JSON text. */
export function postJson(port: number, path: string, body: string | Uint8Array, headers = {}) {
  return ask(port, path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** The `message` and `error_code` of an error. */
export function errorOf(answer: RawAnswer): { error_code: string; message: string } {
  return JSON.parse(answer.body);
}

/** Writes bytes to a fresh connection and answers with all that came back until the server closed it. */
export async function exchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

/** A connection that has sent `bytes` and stays open. */
export async function openSocket(port: number, bytes: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}
