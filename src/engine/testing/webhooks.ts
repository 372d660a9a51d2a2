import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openFileArtifactStore } from '../../artifacts/index.ts';
import {
  type OperationName,
  parseRequest,
  type RequestInput,
  type Response,
  type WebhookDelivery,
} from '../../contract/index.ts';
import { openStore } from '../../store/index.ts';
import { type Context, openContext, record } from '../context.ts';
import { openEngine } from '../engine.ts';
import type { WebhookEvent } from '../webhook-events.ts';
import type { WebhookOptions } from '../webhook-options.ts';
import { tellWebhooks } from '../webhook-outbox.ts';
import { temporaryFolder } from './folder.ts';
import { START } from './open.ts';

const CALLER = { actor: 'local', workspace: 'default' };
const EVENTS = [{ entity: 'REGISTERED_MODEL', action: 'CREATED' }] as const;

/** An engine of which a test has the clock, the timers and the outbox in its hands. */
export interface WebhookEngine {
  context: Context;
  directory: string;
  call: <Name extends OperationName>(
    name: Name,
    request: Partial<RequestInput<Name>>,
  ) => Promise<Response<Name>>;
  /** Makes a webhook that wants new models; answers its id. */
  newWebhook: (url: string, more?: Partial<RequestInput<'createWebhook'>>) => Promise<string>;
  /** A write that tells of a new model of this name. */
  tell: (name: string, event?: Partial<WebhookEvent>) => Promise<void>;
  deliveries: (webhookId: string) => Promise<WebhookDelivery[]>;
  pending: (webhookId: string) => Promise<number>;
  /** Waits that are under way, in milliseconds from now. */
  waits: () => number[];
  /** Lets time go on, and has done what is due then. */
  advance: (milliseconds: number) => void;
  /** Closes it and opens it anew on its directory; `between` has the directory to itself. */
  restart: (between?: () => void | Promise<void>) => Promise<WebhookEngine>;
  close: () => Promise<void>;
}

export interface Asked {
  options?: Partial<WebhookOptions>;
  report?: (error: unknown) => void;
  directory?: string;
  time?: number;
}

class Timers {
  time: number;
  readonly #due = new Set<{ time: number; work: () => void }>();

  constructor(time: number) {
    this.time = time;
  }

  after = (milliseconds: number, work: () => void) => {
    const entry = { time: this.time + milliseconds, work };
    this.#due.add(entry);
    return () => this.#due.delete(entry);
  };

  waits = () => [...this.#due].map(({ time }) => time - this.time).sort((a, b) => a - b);

  advance = (milliseconds: number) => {
    this.time += milliseconds;
    for (const entry of [...this.#due]) {
      if (entry.time > this.time) continue;
      this.#due.delete(entry);
      entry.work();
    }
  };
}

function rethrow(error: unknown): never {
  throw error;
}

/** Opens an engine whose webhooks may send to this machine, unless `isPrivate` says otherwise. Closed after the test. */
export async function openWebhooks(asked: Asked = {}, isPrivate = true): Promise<WebhookEngine> {
  const { directory = temporaryFolder(), report = rethrow } = asked;
  const timers = new Timers(asked.time ?? START);
  const now = () => timers.time;
  const store = await openStore({ directory, now, synchronous: 'NORMAL' });
  const context = openContext({
    store,
    artifacts: await openFileArtifactStore(join(directory, 'artifacts')),
    now,
    random: () => 0,
    newId: () => crypto.randomUUID().replaceAll('-', ''),
    about: { version: '1.2.3', start_time: START, url: () => undefined },
    report,
    webhooks: { after: timers.after, ...asked.options },
  });
  const tracker = await openEngine(context);
  const call: WebhookEngine['call'] = async (name, request) =>
    (await tracker.call(name, parseRequest(name, structuredClone(request)), CALLER)) as Response<typeof name>;
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    tracker.close();
    await store.close();
  };
  onTestFinished(close);
  if (isPrivate) await call('updateWebhookSettings', { allow_private_addresses: true });
  await tracker.resume();
  return {
    context,
    directory,
    call,
    close,
    async newWebhook(url, more = {}) {
      const made = await call('createWebhook', { name: 'hook', url, events: [...EVENTS], ...more });
      return made.webhook.webhook_id;
    },
    tell: (name, event) =>
      store.write(() => {
        const change = record(context, CALLER, {
          operation: 'createRegisteredModel',
          object_type: 'registered_model',
          object_id: name,
          experiment_id: '',
        });
        tellWebhooks(context, change, {
          ...{ entity: 'registered_model', action: 'created', data: { name } },
          ...event,
        });
      }),
    deliveries: async (webhook_id) =>
      (await call('listWebhookDeliveries', { webhook_id, max_results: 1000 })).deliveries,
    pending: async (webhook_id) => (await call('listWebhookDeliveries', { webhook_id })).pending,
    waits: timers.waits,
    advance: timers.advance,
    async restart(between = () => undefined) {
      await close();
      await between();
      return openWebhooks({ ...asked, directory, time: timers.time }, false);
    },
  };
}
