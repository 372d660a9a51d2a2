import type { ChangeEvent } from '../contract/index.ts';
import type { Context } from './context.ts';

/** Something that MLflow's webhooks tell of, in their words. */
export interface WebhookEvent {
  entity: string;
  action: string;
  data: Readonly<Record<string, unknown>>;
}

/** Keeps an event for the webhooks that want it. Call within the transaction of the write, with the change it made. */
export function tellWebhooks(_context: Context, _change: ChangeEvent, _event: WebhookEvent): void {}
