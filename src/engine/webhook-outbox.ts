import type { ChangeEvent } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context } from './context.ts';
import type { WebhookEvent } from './webhook-events.ts';

/** An id as MLflow spells those of webhooks and deliveries. */
export function newUuid(context: Context): string {
  return context.newId().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Keeps an event for the webhooks that want it. Call within the transaction of the write, with the change it made. Where none
 * wants it, nothing is read or written.
 */
export function tellWebhooks(context: Context, change: ChangeEvent, event: WebhookEvent): void {
  const webhooks = context.subscriptions.wanting(change.workspace, event);
  if (webhooks.length === 0) return;
  const { seq, object_id: object, time } = change;
  const queued = webhooks.map((webhook) => ({ webhook, delivery_id: newUuid(context) }));
  const giveUp = time + context.webhooks.patience;
  store.queueWebhookEvent(context.store.database, { seq, object, time, ...event }, queued, giveUp);
  context.subscriptions.told(webhooks);
}
