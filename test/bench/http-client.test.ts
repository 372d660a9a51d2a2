import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { Connection, HttpError } from './http-client.ts';

async function connectionTo(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connection = new Connection(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  onTestFinished(() => {
    connection.close();
    server.closeAllConnections();
    server.close();
  });
  return { server, connection, connections: () => connections };
}

it('sends one request after the other over one connection and times each', async () => {
  const { connection, connections } = await connectionTo(async (request, response) => {
    response.end(`${request.method} ${request.url} ${await text(request)}`);
  });
  const post = await connection.send(connection.encode('POST', '/a', { step: 1 }));
  const get = await connection.send(connection.encode('GET', '/b'));
  expect([post.text(), get.text()]).toEqual(['POST /a {"step":1}', 'GET /b ']);
  expect(post.ms).toBeGreaterThan(0);
  expect(connections()).toBe(1);
});

it('streams a body in pieces, larger than any buffer between', async () => {
  const { connection } = await connectionTo(async (request, response) => {
    let bytes = 0;
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    response.end(String(bytes));
  });
  const piece = Buffer.alloc(2 ** 20);
  const reply = await connection.send(
    connection.head('PUT', '/large', 20 * piece.length),
    ...Array(20).fill(piece),
  );
  expect(reply.text()).toBe(String(20 * piece.length));
});

it('connects again when the server has ended the connection', async () => {
  const { server, connection, connections } = await connectionTo((_, response) => response.end('here'));
  await connection.send(connection.encode('GET', '/'));
  server.closeAllConnections();
  const cut = connection.send(connection.encode('GET', '/')).catch(() => undefined);
  const reply = (await cut) ?? (await connection.send(connection.encode('GET', '/')));
  expect(reply.text()).toBe('here');
  expect(connections()).toBe(2);
});

it('rejects when the connection ends in the middle of a reply', async () => {
  const { connection } = await connectionTo((_, response) => {
    response.setHeader('content-length', 100);
    response.write('half', () => response.destroy());
  });
  await expect(connection.send(connection.encode('GET', '/'))).rejects.toThrow();
});

it('throws for any status but 2xx where an answer is required, and knows a missing route', async () => {
  const { connection } = await connectionTo((request, response) => {
    response.statusCode = request.url === '/missing' ? 500 : 400;
    response.end(request.url === '/missing' ? '{"error_code":"ENDPOINT_NOT_FOUND"}' : 'wrong');
  });
  const ask = async (path: string) =>
    connection.require(connection.encode('GET', path)).catch((error: unknown) => error);
  expect(await ask('/bad')).toMatchObject({ status: 400, isNoSuchRoute: false });
  expect(await ask('/missing')).toMatchObject({ status: 500, isNoSuchRoute: true });
  expect(await ask('/bad')).toBeInstanceOf(HttpError);
});
