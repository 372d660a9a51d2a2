import {
  type Caller,
  doesNotExist,
  invalidParameter,
  type Request,
  TrackingError,
  WEBHOOK_EVENTS,
  type Webhook,
  type WebhookSubscription,
} from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { checkLength, LIMITS } from './limits.ts';
import { nextPageToken, pagePosition, pageSize } from './paging.ts';
import { AddressRefused, checkWebhookUrl } from './webhook-address.ts';
import { secretOf, tellWebhook } from './webhook-call.ts';
import { exampleEvent } from './webhook-examples.ts';
import { newUuid } from './webhook-outbox.ts';
import { webhookPayload } from './webhook-payload.ts';

type Changes =
  | 'createWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'redeliverWebhookEvent'
  | 'updateWebhookSettings';
type Names =
  | Changes
  | 'listWebhooks'
  | 'getWebhook'
  | 'testWebhook'
  | 'listWebhookDeliveries'
  | 'getWebhookSettings';

const NAME = /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/i;
const DEFAULT_PAGE = 100;
const DEFAULT_DELIVERIES = 50;

function checkName(name: string): void {
  if (!NAME.test(name))
    throw invalidParameter(
      `Invalid webhook name '${name.slice(0, 80)}': it is 1 to 63 characters long, of the letters A to Z, digits, dots, underscores and hyphens, and begins and ends with a letter or digit.`,
    );
}

function checkUrl(context: Context, url: string): void {
  checkLength(url, LIMITS.webhookUrl, 'url');
  try {
    checkWebhookUrl(url, store.allowsPrivateAddresses(context.store.database));
  } catch (error) {
    if (error instanceof AddressRefused) throw invalidParameter(`Invalid webhook URL: ${error.message}`);
    throw error;
  }
}

/** A subscription that MLflow knows. Throws where the entity has no such action. */
function checkEvent({ entity, action }: WebhookSubscription): WebhookSubscription {
  const known = WEBHOOK_EVENTS[entity];
  if (known.includes(action)) return { entity, action };
  throw invalidParameter(
    `Invalid action ${action} for entity ${entity} of a webhook: it may be ${known.join(' or ')}.`,
  );
}

/** Subscriptions, each once, in the order of their names: MLflow's, whose first is the one that a test sends. */
function checkEvents(events: readonly WebhookSubscription[] | null | undefined): WebhookSubscription[] {
  if (events == null || events.length === 0)
    throw invalidParameter("Missing value for required parameter 'events': name at least one.");
  const keyed = events.map((event) => [`${event.entity}.${event.action}`, checkEvent(event)] as const);
  const inOrder = keyed.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [...new Map(inOrder).values()];
}

function checkTexts({
  description,
  secret,
}: {
  description?: string | undefined;
  secret?: string | undefined;
}) {
  checkLength(description, LIMITS.webhookDescription, 'description');
  checkLength(secret, LIMITS.webhookSecret, 'secret');
}

function find(context: Context, caller: Caller, webhookId: string): store.StoredWebhook {
  const found = store.findWebhook(context.store.database, caller.workspace, webhookId);
  if (found === undefined)
    throw doesNotExist(`No webhook with id '${webhookId.slice(0, 100)}' exists; it may have been deleted.`);
  return found;
}

function shown(context: Context, stored: store.StoredWebhook): Webhook {
  const { id: _, workspace: __, secret, description, ...rest } = stored;
  const isLost = secretOf(context, stored) === 'lost';
  return {
    ...rest,
    ...(description !== '' && { description }),
    ...(secret !== undefined && { secret_state: isLost ? 'lost' : 'set' }),
  };
}

function recordWebhook(context: Context, caller: Caller, operation: Changes, webhookId: string): void {
  record(context, caller, {
    operation,
    object_type: 'webhook',
    object_id: webhookId,
    experiment_id: '',
  });
}

/** What is to be kept of a secret; none of an empty one. */
function sealed(context: Context, secret: string, webhookId: string): Uint8Array | undefined {
  return secret === '' ? undefined : context.seal.seal(secret, webhookId);
}

function changed(
  context: Context,
  old: store.StoredWebhook,
  asked: Request<'updateWebhook'>,
): store.StoredWebhook {
  const { name, url, events, description, secret, status } = asked;
  return {
    ...old,
    name: name || old.name,
    url: url || old.url,
    events: events?.length ? checkEvents(events) : old.events,
    description: description ?? old.description,
    secret: secret === undefined ? old.secret : sealed(context, secret, old.webhook_id),
    status: status ?? old.status,
    last_updated_timestamp: context.now(),
  };
}

async function test(
  context: Context,
  webhook: store.StoredWebhook,
  event: WebhookSubscription | null | undefined,
) {
  const { entity, action } = event ? checkEvent(event) : (webhook.events[0] as WebhookSubscription);
  const outcome = await tellWebhook(context, webhook, {
    deliveryId: newUuid(context),
    payload: webhookPayload(exampleEvent(entity, action), context.now()),
    signal: new AbortController().signal,
  });
  if (outcome.kind !== 'answered') return { success: false, error_message: outcome.error };
  const { status, body } = outcome;
  return {
    success: status >= 200 && status < 300,
    response_status: status,
    ...(body !== '' && { response_body: body }),
  };
}

export const webhookHandlers: Handlers<Names> = {
  createWebhook(context, request, caller) {
    const { name, url, description = '', secret = '', status = 'ACTIVE' } = request;
    checkName(name);
    checkUrl(context, url);
    checkTexts(request);
    const events = checkEvents(request.events);
    const { database } = context.store;
    return context.store.write(() => {
      const count = store.countWebhooks(database, caller.workspace);
      if (count >= LIMITS.webhooks)
        throw new TrackingError(
          'INVALID_PARAMETER_VALUE',
          `There are ${count} webhooks, which is the limit. Delete one first.`,
        );
      const webhook_id = newUuid(context);
      const time = context.now();
      const webhook = {
        ...{ webhook_id, workspace: caller.workspace, name, description, url, status, events },
        secret: sealed(context, secret, webhook_id),
        creation_timestamp: time,
        last_updated_timestamp: time,
      };
      const id = store.insertWebhook(database, webhook);
      recordWebhook(context, caller, 'createWebhook', webhook_id);
      return { webhook: shown(context, { ...webhook, id }) };
    });
  },

  listWebhooks(context, request, caller) {
    const limit = pageSize(request.max_results || undefined, DEFAULT_PAGE, LIMITS.webhookPage);
    const [before = Number.MAX_SAFE_INTEGER] = pagePosition(context, ['webhooks'], request.page_token) ?? [];
    const { database } = context.store;
    const found = store.listWebhooks(database, caller.workspace, Number(before), limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      ...(page.length > 0 && { webhooks: page.map((webhook) => shown(context, webhook)) }),
      ...(found.length > limit &&
        last !== undefined && { next_page_token: nextPageToken(context, ['webhooks'], [last.id]) }),
    };
  },

  getWebhook: (context, request, caller) => ({
    webhook: shown(context, find(context, caller, request.webhook_id)),
  }),

  updateWebhook(context, request, caller) {
    if (request.name) checkName(request.name);
    if (request.url) checkUrl(context, request.url);
    checkTexts(request);
    const { database } = context.store;
    return context.store.write(() => {
      const webhook = changed(context, find(context, caller, request.webhook_id), request);
      store.updateWebhook(database, webhook);
      store.hurryWebhook(database, webhook.id);
      recordWebhook(context, caller, 'updateWebhook', webhook.webhook_id);
      return { webhook: shown(context, webhook) };
    });
  },

  deleteWebhook(context, request, caller) {
    const { database } = context.store;
    return context.store.write(() => {
      const { id, webhook_id } = find(context, caller, request.webhook_id);
      store.deleteWebhook(database, id);
      store.sweepWebhookEvents(database);
      recordWebhook(context, caller, 'deleteWebhook', webhook_id);
      return {};
    });
  },

  async testWebhook(context, request, caller) {
    const webhook = find(context, caller, request.webhook_id);
    return { result: await test(context, webhook, request.event) };
  },

  listWebhookDeliveries(context, request, caller) {
    const { id } = find(context, caller, request.webhook_id);
    const search = ['webhook deliveries', id];
    const limit = pageSize(request.max_results || undefined, DEFAULT_DELIVERIES, LIMITS.webhookPage);
    const [before = Number.MAX_SAFE_INTEGER] = pagePosition(context, search, request.page_token) ?? [];
    const { database } = context.store;
    const { deliveries, next } = store.listWebhookDeliveries(database, id, Number(before), limit);
    return {
      deliveries,
      pending: store.countQueued(database, id),
      ...(next !== undefined && { next_page_token: nextPageToken(context, search, [next]) }),
    };
  },

  redeliverWebhookEvent(context, { delivery_id }, caller) {
    const { database } = context.store;
    return context.store.write(() => {
      const id = store.webhookOfDelivery(database, caller.workspace, delivery_id);
      const webhook = id === undefined ? undefined : store.webhookById(database, id);
      if (webhook === undefined)
        throw doesNotExist(
          `No delivery with id '${delivery_id.slice(0, 100)}' is in the log; only the newest are kept.`,
        );
      if (webhook.status === 'DISABLED')
        throw invalidParameter(`The webhook '${webhook.name}' is disabled: enable it, then send again.`);
      store.requeueWebhookEvent(database, delivery_id);
      recordWebhook(context, caller, 'redeliverWebhookEvent', webhook.webhook_id);
      return {};
    });
  },

  getWebhookSettings: ({ store: { database } }) => ({
    allow_private_addresses: store.allowsPrivateAddresses(database),
  }),

  updateWebhookSettings(context, { allow_private_addresses }, caller) {
    return context.store.write(() => {
      store.setAllowsPrivateAddresses(context.store.database, allow_private_addresses);
      recordWebhook(context, caller, 'updateWebhookSettings', '');
      return { allow_private_addresses };
    });
  },
};
