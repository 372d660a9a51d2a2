import * as store from '../store/index.ts';
import type { WebhookEvent } from './webhook-events.ts';

const keyOf = (workspace: string, entity: string, action: string) =>
  `${workspace} ${entity}.${action}`.toLowerCase();

/** Which webhooks are at work, by what they are to be told of: kept in memory, so that a write that none wants asks nobody. */
export class WebhookSubscriptions {
  readonly #store: store.Store;
  #wanting = new Map<string, number[]>();
  #told = new Set<number>();

  constructor(opened: store.Store) {
    this.#store = opened;
    opened.changes.subscribe((events) => {
      if (events.some(({ object_type }) => object_type === 'webhook')) this.#load();
    });
    this.#load();
  }

  #load(): void {
    this.#wanting = new Map();
    for (const { id, workspace, events } of store.activeWebhooks(this.#store.database))
      for (const { entity, action } of events) {
        const key = keyOf(workspace, entity, action);
        this.#wanting.set(key, [...(this.#wanting.get(key) ?? []), id]);
      }
  }

  /** Row numbers of the webhooks of a workspace that are to be told of such an event. */
  wanting(workspace: string, { entity, action }: WebhookEvent): readonly number[] {
    if (this.#wanting.size === 0) return [];
    return this.#wanting.get(keyOf(workspace, entity, action)) ?? [];
  }

  /** Remembers that something is in the queue of these webhooks, should the write stand. */
  told(webhooks: readonly number[]): void {
    for (const webhook of webhooks) this.#told.add(webhook);
  }

  /** The webhooks that something came for since this was last asked. */
  takeTold(): ReadonlySet<number> {
    const told = this.#told;
    this.#told = new Set();
    return told;
  }
}
