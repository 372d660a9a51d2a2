import type { ChangeEvent } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context } from './context.ts';
import { type Outcome, tellWebhook } from './webhook-call.ts';
import { webhookPayload } from './webhook-payload.ts';

/** What is to be done for a webhook: one lane each, so that none waits for another. */
type Lane =
  | { state: 'waiting'; cancel: () => void }
  | { state: 'ready' }
  | { state: 'sending'; webhookId: string; abort: AbortController };

/** After a failure of our own, as of a full disk: what was sent is sent again, so that this must not turn in a circle. */
const OWN_FAULT_MS = 60_000;

/** Answers that may be others a while later; the rest of what is not 2xx stays as it is. */
const mayChange = (status: number) => status >= 500 || status === 408 || status === 425 || status === 429;

/** What a Retry-After asks for, in milliseconds from `now` on. */
function askedWait(text: string | undefined, now: number): number {
  if (text === undefined) return 0;
  const wait = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}

function whatWasWrong(outcome: Outcome): string | undefined {
  if (outcome.kind !== 'answered') return outcome.error;
  const { status } = outcome;
  if (status >= 200 && status < 300) return undefined;
  return status >= 300 && status < 400
    ? `It answered ${status}, a redirect, which is not followed: give the webhook its new URL.`
    : `It answered ${status}.`;
}

/**
 * Tells webhooks what is in their queue: each its first event, and the next one only when that has arrived or was given up. What
 * is not known to have arrived is sent again, under the same delivery id, also after a restart. While no queue holds anything,
 * nothing is done.
 */
export class WebhookCourier {
  readonly #context: Context;
  readonly #unsubscribe: () => void;
  /** By row number of the webhook. */
  readonly #lanes = new Map<number, Lane>();
  readonly #ready: number[] = [];
  #sending = 0;
  #isClosed = false;

  constructor(context: Context) {
    this.#context = context;
    this.#unsubscribe = context.store.changes.subscribe((events) => this.#heard(events));
  }

  /** Goes on with what was in the queues when the engine last stopped. */
  resume(): void {
    this.#lookAtAll();
  }

  /** Lets go of what is being sent: it is sent again after the next start. */
  close(): void {
    this.#isClosed = true;
    this.#unsubscribe();
    for (const lane of this.#lanes.values()) this.#leave(lane);
    this.#lanes.clear();
  }

  #leave(lane: Lane): void {
    if (lane.state === 'waiting') lane.cancel();
    if (lane.state === 'sending') lane.abort.abort();
  }

  #heard(events: readonly ChangeEvent[]): void {
    const told = this.#context.subscriptions.takeTold();
    const ofWebhooks = events.filter(({ object_type }) => object_type === 'webhook');
    if (ofWebhooks.length > 0) this.#lookAnew(ofWebhooks);
    for (const webhook of told) this.#look(webhook);
  }

  #lookAtAll(): void {
    for (const webhook of store.webhooksWithQueue(this.#context.store.database)) this.#look(webhook);
  }

  /** After changes of webhooks: one that waits may be due now, and one that is called may have another URL, or none. */
  #lookAnew(events: readonly ChangeEvent[]): void {
    const isOther = (id: string) =>
      events.some(({ operation, object_id }) => object_id === id && operation !== 'redeliverWebhookEvent');
    for (const [webhook, lane] of this.#lanes) {
      if (lane.state === 'waiting') this.#lanes.delete(webhook);
      if (lane.state === 'waiting' || (lane.state === 'sending' && isOther(lane.webhookId)))
        this.#leave(lane);
    }
    this.#lookAtAll();
  }

  #look(webhook: number): void {
    if (this.#isClosed || this.#lanes.has(webhook)) return;
    const next = store.nextWebhookDelivery(this.#context.store.database, webhook);
    if (next === undefined) return;
    const wait = next.next_attempt_time - this.#context.now();
    if (wait <= 0) this.#beReady(webhook);
    // A clock that was set back must not make it wait for longer than it would have.
    else this.#wait(webhook, Math.min(wait, this.#context.webhooks.patience));
  }

  #wait(webhook: number, milliseconds: number): void {
    const cancel = this.#context.webhooks.after(milliseconds, () => this.#beReady(webhook));
    this.#lanes.set(webhook, { state: 'waiting', cancel });
  }

  #beReady(webhook: number): void {
    if (this.#isClosed) return;
    this.#lanes.set(webhook, { state: 'ready' });
    this.#ready.push(webhook);
    this.#sendReady();
  }

  #sendReady(): void {
    while (this.#sending < this.#context.webhooks.sockets) {
      const webhook = this.#ready.shift();
      if (webhook === undefined) return;
      this.#send(webhook).catch(this.#context.report);
    }
  }

  async #send(webhook: number): Promise<void> {
    this.#sending += 1;
    let fault: unknown;
    try {
      await this.#tell(webhook);
    } catch (error) {
      fault = error;
    }
    this.#sending -= 1;
    if (this.#isClosed) return;
    this.#lanes.delete(webhook);
    this.#sendReady();
    if (fault === undefined) return this.#look(webhook);
    this.#wait(webhook, OWN_FAULT_MS);
    this.#context.report(fault);
  }

  async #tell(id: number): Promise<void> {
    const webhook = store.webhookById(this.#context.store.database, id);
    if (webhook === undefined) return;
    const abort = new AbortController();
    this.#lanes.set(id, { state: 'sending', webhookId: webhook.webhook_id, abort });
    await this.#attempt(webhook, abort.signal);
  }

  async #attempt(webhook: store.StoredWebhook, signal: AbortSignal): Promise<void> {
    const { database } = this.#context.store;
    const next = store.nextWebhookDelivery(database, webhook.id);
    if (next === undefined) return;
    const time = this.#context.now();
    const began = performance.now();
    const message = { deliveryId: next.delivery_id, payload: webhookPayload(next, next.time), signal };
    const outcome = await tellWebhook(this.#context, webhook, message);
    if (signal.aborted) return;
    const duration_ms = Math.round(performance.now() - began);
    const attempt = { time, duration_ms, ...this.#judged(next, outcome) };
    await this.#context.store.write(() => {
      if (store.noteWebhookAttempt(database, next, attempt))
        store.trimWebhookLog(database, webhook.id, this.#context.webhooks.kept);
    });
    this.#context.signals.tell({ kind: 'webhook_delivery', webhook_id: webhook.webhook_id });
  }

  /** What an outcome means for the event. */
  #judged(next: store.QueuedDelivery, outcome: Outcome): Omit<store.Attempted, 'time' | 'duration_ms'> {
    const error = whatWasWrong(outcome);
    const answered = outcome.kind === 'answered' ? outcome : undefined;
    const isFinal = error === undefined || (answered !== undefined && !mayChange(answered.status));
    const now = this.#context.now();
    const isLast = isFinal || now >= next.give_up_time;
    const state = outcome.kind === 'refused' ? 'refused' : isLast ? 'failed' : 'retrying';
    return {
      state: error === undefined ? 'delivered' : state,
      response_status: answered?.status,
      error,
      next_attempt_time: isLast
        ? undefined
        : now + Math.max(this.#backOff(next.attempts), this.#asked(answered?.retryAfter)),
    };
  }

  #asked(retryAfter: string | undefined): number {
    return Math.min(askedWait(retryAfter, this.#context.now()), this.#context.webhooks.patience);
  }

  /** Doubled each time, and up to a quarter more, so that many do not come back at the same moment. */
  #backOff(attempts: number): number {
    const { firstWait, longestWait } = this.#context.webhooks;
    const wait = Math.min(firstWait * 2 ** attempts, longestWait);
    return wait + this.#context.random(Math.floor(wait / 4) + 1);
  }
}
