import * as store from '../store/index.ts';
import type { Context } from './context.ts';
import { AddressRefused } from './webhook-address.ts';
import { webhookHeaders } from './webhook-payload.ts';
import { postToWebhook, type WebhookAnswer, whyUnanswered } from './webhook-request.ts';

export type Outcome =
  | ({ kind: 'answered' } & WebhookAnswer)
  /** Sent, or not even that, without an answer. */
  | { kind: 'unanswered'; error: string }
  /** Not sent, since it may not be. */
  | { kind: 'refused'; error: string };

export interface WebhookMessage {
  deliveryId: string;
  payload: string;
  signal: AbortSignal;
}

const LOST =
  'Its secret cannot be read: this data directory has not the key that it was sealed with. Give the webhook its secret again.';

/** The secret that a webhook signs with; undefined where it has none, 'lost' where the key to it is not there. */
export function secretOf(
  context: Context,
  { secret, webhook_id }: store.StoredWebhook,
): { text: string | undefined } | 'lost' {
  if (secret === undefined) return { text: undefined };
  const text = context.seal.open(secret, webhook_id);
  return text === undefined ? 'lost' : { text };
}

/** Sends one message to a webhook and tells how that went. A webhook whose secret is lost is not sent to, rather than unsigned. */
export async function tellWebhook(
  context: Context,
  webhook: store.StoredWebhook,
  { deliveryId, payload, signal }: WebhookMessage,
): Promise<Outcome> {
  const secret = secretOf(context, webhook);
  if (secret === 'lost') return { kind: 'refused', error: LOST };
  const { url } = webhook;
  const headers = webhookHeaders(deliveryId, context.now(), payload, secret.text);
  const isPrivateAllowed = store.allowsPrivateAddresses(context.store.database);
  try {
    const answer = await postToWebhook(
      { url, headers, body: payload, isPrivateAllowed, signal },
      context.webhooks,
    );
    return { kind: 'answered', ...answer };
  } catch (error) {
    const kind = error instanceof AddressRefused ? 'refused' : 'unanswered';
    return { kind, error: whyUnanswered(url, error) };
  }
}
