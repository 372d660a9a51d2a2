import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Random } from './seed.ts';

/** One request that came, whatever it was answered. */
export interface Arrival {
  name: string;
  deliveryId: string;
}

/** Receives the webhooks of a test: answers some with 500, some late, and hangs up on some that it has read. */
export class WebhookReceiver {
  /** What came for each webhook, by the path of its URL, in order. */
  readonly arrivals = new Map<string, Arrival[]>();
  readonly faults: string[] = [];
  readonly answers = { ok: 0, late: 0, failed: 0, cut: 0 };
  readonly #secrets: Readonly<Record<string, string>>;
  readonly #random: Random;
  #server: Server | undefined;
  #port = 0;

  constructor(secrets: Readonly<Record<string, string>>, random: Random) {
    this.#secrets = secrets;
    this.#random = random;
    onTestFinished(() => this.kill());
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens, on the port of before where it has listened already. */
  async start(): Promise<void> {
    const server = createServer(async (request, response) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk as Uint8Array);
      this.#note(request.url ?? '', request.headers, Buffer.concat(chunks).toString());
      this.#answer(response);
    });
    // A request that the engine's end cuts short is no arrival.
    server.on('clientError', (_, socket) => socket.destroy());
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Is gone from one moment to the next, as a killed process. */
  async kill(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  #note(path: string, headers: IncomingHttpHeaders, body: string): void {
    const deliveryId = String(headers['x-mlflow-delivery-id']);
    const text = `${deliveryId}.${headers['x-mlflow-timestamp']}.${body}`;
    const signed = createHmac('sha256', this.#secrets[path] ?? '')
      .update(text)
      .digest('base64');
    const [given, wanted] = [String(headers['x-mlflow-signature']), `v1,${signed}`].map((one) =>
      Buffer.from(one),
    );
    if (given?.length !== wanted?.length || !timingSafeEqual(given ?? Buffer.of(), wanted ?? Buffer.of()))
      this.faults.push(`${path} got a wrong signature with ${text}`);
    const { name } = (JSON.parse(body) as { data: { name: string } }).data;
    this.arrivals.set(path, [...(this.arrivals.get(path) ?? []), { name, deliveryId }]);
  }

  #answer(response: ServerResponse): void {
    const chance = this.#random(1, 100);
    if (chance <= 4) {
      this.answers.failed += 1;
      response.writeHead(500).end();
    } else if (chance <= 8) {
      this.answers.cut += 1;
      response.socket?.destroy();
    } else if (chance <= 50) {
      this.answers.late += 1;
      setTimeout(() => response.end(), this.#random(20, 120));
    } else {
      this.answers.ok += 1;
      response.end();
    }
  }
}
