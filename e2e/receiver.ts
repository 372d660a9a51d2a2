import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Delivery {
  headers: IncomingMessage['headers'];
  body: string;
}

/** What a delivery says, as MLflow's receivers read it. */
interface Payload {
  entity: string;
  action: string;
  data: Record<string, unknown>;
}

/** A receiver of webhooks on loopback, as somebody's deploy script is one. */
export class Receiver {
  readonly #server: Server;
  readonly #deliveries: Delivery[] = [];
  #status = 200;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      this.#deliveries.push({ headers: request.headers, body: await text(request) });
      response.writeHead(this.#status, { 'content-type': 'text/plain' }).end(`heard with ${this.#status}`);
    });
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  /** The status it answers from now on. */
  answer(status: number): void {
    this.#status = status;
  }

  /** What came, in order: `model_version.created fraud`. */
  get heard(): string[] {
    return this.payloads.map(({ entity, action, data }) => `${entity}.${action} ${String(data['name'])}`);
  }

  get payloads(): Payload[] {
    return this.#deliveries.map(({ body }) => JSON.parse(body) as Payload);
  }

  /** Of each delivery: 'unsigned', or whether the signature is that of the secret. */
  signatures(secret: string): ('unsigned' | 'right' | 'wrong')[] {
    return this.#deliveries.map(({ headers, body }) => {
      const signature = headers['x-mlflow-signature'];
      if (signature === undefined) return 'unsigned';
      const signed = `${headers['x-mlflow-delivery-id']}.${headers['x-mlflow-timestamp']}.${body}`;
      const right = `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`;
      return signature === right ? 'right' : 'wrong';
    });
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
