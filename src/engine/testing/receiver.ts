import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

export type Answering = (response: ServerResponse, request: Received) => void;

/** A receiver of webhooks on loopback. */
export interface Receiver {
  url: string;
  port: number;
  /** So many connections were made to it. */
  connections: () => number;
  /** What it got, in order. */
  received: Received[];
  /** How it answers from now on; at first with 200. */
  answer: (how: Answering) => void;
  close: () => Promise<void>;
}

export const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  (response) =>
    response.writeHead(code, headers).end();

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString();
}

/** Listens on a port of 127.0.0.1, any free one unless it is named; closed after the test. */
export async function openReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = [];
  let how = status(200);
  let connections = 0;
  const server = createServer(async (request, response) => {
    const got = { headers: request.headers, body: await bodyOf(request) };
    received.push(got);
    how(response, got);
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  onTestFinished(close);
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${taken}/hook`,
    port: taken,
    connections: () => connections,
    received,
    answer: (given) => {
      how = given;
    },
    close,
  };
}
