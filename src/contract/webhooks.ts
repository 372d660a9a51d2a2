import { z } from 'zod';
import { operation } from './operation.ts';
import { bool, enumeration, int32, repeated, text } from './scalars.ts';

const ENTITIES = {
  REGISTERED_MODEL: 1,
  MODEL_VERSION: 2,
  MODEL_VERSION_TAG: 3,
  MODEL_VERSION_ALIAS: 4,
  PROMPT: 5,
  PROMPT_VERSION: 6,
  PROMPT_TAG: 7,
  PROMPT_VERSION_TAG: 8,
  PROMPT_ALIAS: 9,
  BUDGET_POLICY: 10,
} as const;
const ACTIONS = { CREATED: 1, UPDATED: 2, DELETED: 3, SET: 4, EXCEEDED: 5 } as const;
const STATUSES = { ACTIVE: 1, DISABLED: 2 } as const;

const subscription = z.object({ entity: enumeration(ENTITIES), action: enumeration(ACTIONS) });

const webhook = z.object({
  webhook_id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(subscription),
  description: z.string().optional(),
  status: z.enum(['ACTIVE', 'DISABLED']),
  /** Epoch milliseconds. */
  creation_timestamp: z.number(),
  last_updated_timestamp: z.number(),
  /**
   * Whether it signs: absent where it has no secret. `lost` where this data directory has not the key that its secret was sealed
   * with, as after a restore: nothing is sent until it is given its secret again.
   */
  secret_state: z.enum(['set', 'lost']).optional(),
});

const delivery = z.object({
  /** What `X-MLflow-Delivery-Id` says: the same for every attempt for one event and webhook. */
  delivery_id: z.string(),
  /** As `model_version.created`. */
  event: z.string(),
  /** Of the change that it tells of. */
  seq: z.number(),
  /** Id of what was changed: a name, or `name/version`. */
  object: z.string(),
  /** From 1 on. */
  attempt: z.number(),
  /** When the attempt began, in epoch milliseconds. */
  time: z.number(),
  /**
   * delivered: answered 2xx. retrying: was not, and is sent again at `next_attempt_time`. failed: was not, and is not sent again.
   * refused: not sent at all, for `error`; tried again where there is a `next_attempt_time`.
   */
  state: z.enum(['delivered', 'failed', 'retrying', 'refused']),
  response_status: z.number().optional(),
  duration_ms: z.number(),
  error: z.string().optional(),
  next_attempt_time: z.number().optional(),
});

const settings = z.object({ allow_private_addresses: z.boolean() });

const manage = { resource: 'workspace', action: 'MANAGE', by: 'none' } as const;

export const webhookOperations = {
  createWebhook: operation({
    path: '/mlflow/webhooks',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Makes a webhook: a URL that is told of events of the registry from then on, signed where a secret is given.',
    request: z.object({
      name: text,
      url: text,
      events: repeated(subscription),
      description: text.opt,
      secret: text.opt,
      status: enumeration(STATUSES).opt,
    }),
    response: z.object({ webhook }),
    permission: manage,
  }),
  listWebhooks: operation({
    path: '/mlflow/webhooks',
    methods: ['GET'],
    version: '2.0',
    summary: 'Webhooks of the workspace, the newest first, a page at a time (default 100, at most 1000).',
    request: z.object({ max_results: int32.opt, page_token: text.opt }),
    response: z.object({ webhooks: z.array(webhook).optional(), next_page_token: z.string().optional() }),
    permission: manage,
  }),
  getWebhook: operation({
    path: '/mlflow/webhooks/{webhook_id}',
    methods: ['GET'],
    version: '2.0',
    summary: 'One webhook. Its secret is never answered.',
    request: z.object({ webhook_id: text }),
    response: z.object({ webhook }),
    permission: manage,
  }),
  updateWebhook: operation({
    path: '/mlflow/webhooks/{webhook_id}',
    methods: ['PATCH'],
    version: '2.0',
    summary:
      'Sets what is given; an empty secret or description is taken away. What it is still to be told is tried at once.',
    request: z.object({
      webhook_id: text,
      name: text.opt,
      url: text.opt,
      events: repeated(subscription),
      description: text.opt,
      secret: text.opt,
      status: enumeration(STATUSES).opt,
    }),
    response: z.object({ webhook }),
    permission: manage,
  }),
  deleteWebhook: operation({
    path: '/mlflow/webhooks/{webhook_id}',
    methods: ['DELETE'],
    version: '2.0',
    summary: 'Removes a webhook with its log; what it was still to be told is not sent.',
    request: z.object({ webhook_id: text }),
    response: z.object({}),
    permission: manage,
  }),
  testWebhook: operation({
    path: '/mlflow/webhooks/{webhook_id}/test',
    methods: ['POST'],
    version: '2.0',
    summary: 'Sends an example of an event (its first where none is named) once, and answers how that went.',
    request: z.object({ webhook_id: text, event: subscription.nullish() }),
    response: z.object({
      result: z.object({
        success: z.boolean(),
        response_status: z.number().optional(),
        response_body: z.string().optional(),
        error_message: z.string().optional(),
      }),
    }),
    permission: manage,
  }),
  listWebhookDeliveries: operation({
    path: '/tidemark/webhooks/deliveries',
    methods: ['GET'],
    version: '2.0',
    summary:
      'Attempts to tell a webhook, the newest first, a page at a time (default 50, at most 1000). The newest 1000 are kept.',
    request: z.object({ webhook_id: text, max_results: int32.opt, page_token: text.opt }),
    response: z.object({
      deliveries: z.array(delivery),
      /** Events that it is still to be told. */
      pending: z.number(),
      next_page_token: z.string().optional(),
    }),
    permission: manage,
  }),
  redeliverWebhookEvent: operation({
    path: '/tidemark/webhooks/redeliver',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Sends an event of the log once more, under the same delivery id; one that is still tried again is tried at once.',
    request: z.object({ delivery_id: text }),
    response: z.object({}),
    permission: manage,
  }),
  getWebhookSettings: operation({
    path: '/tidemark/webhooks/settings',
    methods: ['GET'],
    version: '2.0',
    summary:
      'Where webhooks may send to: https and public addresses only, or this machine and its network too.',
    request: z.object({}),
    response: settings,
    permission: manage,
  }),
  updateWebhookSettings: operation({
    path: '/tidemark/webhooks/settings/update',
    methods: ['POST'],
    version: '2.0',
    summary: 'Sets where webhooks may send to. Those whose address is not allowed stay, and are not sent to.',
    request: z.object({ allow_private_addresses: bool }),
    response: settings,
    permission: manage,
  }),
} as const;

export type Webhook = z.infer<typeof webhook>;
export type WebhookSubscription = z.infer<typeof subscription>;
export type WebhookEntity = WebhookSubscription['entity'];
export type WebhookAction = WebhookSubscription['action'];
export type WebhookDelivery = z.infer<typeof delivery>;

/** Which actions MLflow knows of each entity. */
export const WEBHOOK_EVENTS: Readonly<Record<WebhookEntity, readonly WebhookAction[]>> = {
  REGISTERED_MODEL: ['CREATED'],
  MODEL_VERSION: ['CREATED'],
  MODEL_VERSION_TAG: ['SET', 'DELETED'],
  MODEL_VERSION_ALIAS: ['CREATED', 'DELETED'],
  PROMPT: ['CREATED'],
  PROMPT_VERSION: ['CREATED'],
  PROMPT_TAG: ['SET', 'DELETED'],
  PROMPT_VERSION_TAG: ['SET', 'DELETED'],
  PROMPT_ALIAS: ['CREATED', 'DELETED'],
  BUDGET_POLICY: ['EXCEEDED'],
};
