import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { type Reply, ReplyReader } from './reply-reader.ts';

export type { Reply } from './reply-reader.ts';

const IDLE_MS = 1000;

/**
 * One keep-alive connection that has one request at a time. Thinner than fetch, so that a fast server is not measured as
 * its client: requests are encoded before the clock starts, and bodies are only collected while it runs.
 */
export class Connection {
  readonly #port: number;
  #socket: Socket | undefined;
  #lastUsed = 0;
  #settle: ((reply: Reply | Error) => void) | undefined;

  constructor(url: string) {
    this.#port = Number(new URL(url).port);
  }

  /** The bytes of a request; `body` is sent as JSON unless it is bytes. */
  encode(method: string, path: string, body?: object): Buffer {
    if (body === undefined && method === 'GET') return this.head(method, path, undefined);
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body ?? {}));
    const type = Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json';
    return Buffer.concat([this.head(method, path, bytes.length, type), bytes]);
  }

  /** The head of a request alone, for a body that is streamed after it. */
  head(method: string, path: string, length: number | undefined, type = 'application/octet-stream'): Buffer {
    const lines = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${this.#port}`, 'Connection: keep-alive'];
    if (length !== undefined) lines.push(`Content-Type: ${type}`, `Content-Length: ${length}`);
    return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
  }

  /** Sends one request, in several pieces where given so. Rejects when the connection ends before the whole reply. */
  async send(...pieces: readonly Buffer[]): Promise<Reply> {
    const socket = await this.#connected();
    const started = performance.now();
    const replied = new Promise<Reply>((resolve, reject) => {
      this.#settle = (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
    });
    for (const piece of pieces)
      if (!socket.write(piece) && pieces.length > 1) await Promise.race([once(socket, 'drain'), replied]);
    const reply = await replied;
    this.#lastUsed = performance.now();
    reply.ms = this.#lastUsed - started;
    return reply;
  }

  /** As {@link send}; throws for any status but 2xx. */
  async require(...pieces: readonly Buffer[]): Promise<Reply> {
    const reply = await this.send(...pieces);
    if (reply.status >= 200 && reply.status < 300) return reply;
    const [request = ''] = (pieces[0] ?? Buffer.alloc(0)).subarray(0, 120).toString('latin1').split('\r\n');
    throw new HttpError(reply.status, request, reply.text().slice(0, 300));
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  async #connected(): Promise<Socket> {
    // Servers end idle connections; a turn of the loop lets us see that before the next request goes out.
    if (this.#socket !== undefined && performance.now() - this.#lastUsed > IDLE_MS) {
      await turn();
      await turn();
    }
    if (this.#socket !== undefined) return this.#socket;
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    const reader = new ReplyReader();
    socket.on('data', (chunk) => {
      const reply = reader.push(chunk);
      if (reply === undefined) return;
      if (reply.closes) this.close();
      this.#finish(reply);
    });
    socket.on('error', (error) => this.#lose(socket, error));
    socket.on('end', () => this.#lose(socket, new Error('The server closed the connection.')));
    this.#socket = socket;
    return socket;
  }

  #lose(socket: Socket, error: Error): void {
    socket.destroy();
    if (this.#socket === socket) this.#socket = undefined;
    this.#finish(error);
  }

  #finish(outcome: Reply | Error): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(outcome);
  }
}

/** An answer other than 2xx. */
export class HttpError extends Error {
  readonly status: number;
  /** Whether the server does not know the operation at all, which FastTrackML reports as a 500. */
  readonly isNoSuchRoute: boolean;

  constructor(status: number, request: string, body: string) {
    super(`HTTP ${status} on ${request}: ${body}`);
    this.status = status;
    this.isNoSuchRoute = [404, 405, 501].includes(status) || body.includes('ENDPOINT_NOT_FOUND');
  }
}
