import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RequestInput, Response, Webhook, WebhookSubscription } from '../../contract/index.ts';
import { coalesce } from '../coalesce.ts';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';
import { queryClient } from './query-client.ts';
import { useSignals } from './signals.ts';

const webhooksKey = ['webhooks'] as const;
const listKey = [...webhooksKey, 'list'] as const;
const settingsKey = [...webhooksKey, 'settings'] as const;
const deliveriesKey = ['webhook-deliveries'] as const;
const deliveriesOf = (webhookId: string) => [...deliveriesKey, webhookId] as const;

const WEBHOOKS_A_PAGE = 1000;
const DELIVERIES_A_PAGE = 100;
const SPACING_MS = 250;

/** All webhooks, the newest first, kept up to date. */
export function useWebhooks() {
  useRefresh(webhooksKey, ({ object_type }) => object_type === 'webhook', SPACING_MS);
  return useQuery({ queryKey: listKey, queryFn: ({ signal }) => allWebhooks(signal) });
}

async function allWebhooks(signal: AbortSignal): Promise<Webhook[]> {
  const all: Webhook[] = [];
  let page_token: string | undefined;
  do {
    const request = { max_results: WEBHOOKS_A_PAGE, page_token };
    const page = await tracker.call('listWebhooks', request, { signal });
    all.push(...(page.webhooks ?? []));
    page_token = page.next_page_token;
  } while (page_token !== undefined);
  return all;
}

/** The latest attempt to tell a webhook, undefined for none, and how many events it is still to be told. */
export function useLastDelivery(webhook_id: string) {
  return useQuery({
    queryKey: [...deliveriesOf(webhook_id), 'last'],
    queryFn: ({ signal }) =>
      tracker.call('listWebhookDeliveries', { webhook_id, max_results: 1 }, { signal }),
    select: ({ deliveries: [last], pending }) => ({ last, pending }),
    staleTime: 0,
  });
}

/** The attempts to tell a webhook, the newest first, page by page. */
export function useDeliveries(webhook_id: string) {
  return useInfiniteQuery({
    queryKey: [...deliveriesOf(webhook_id), 'all'],
    queryFn: ({ pageParam, signal }) =>
      tracker.call(
        'listWebhookDeliveries',
        { webhook_id, max_results: DELIVERIES_A_PAGE, page_token: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_page_token }) => next_page_token,
    select: ({ pages }) => ({
      deliveries: pages.flatMap(({ deliveries }) => deliveries),
      pending: pages[0]?.pending ?? 0,
    }),
    staleTime: 0,
  });
}

/** Reads the log of a webhook anew as it is called, while the component is there. */
export function useFollowedDeliveries(): void {
  const cache = useQueryClient();
  const hear = useMemo(() => {
    const called = new Set<string>();
    const refresh = coalesce(async () => {
      const ids = [...called];
      called.clear();
      await Promise.all(ids.map((id) => cache.invalidateQueries({ queryKey: deliveriesOf(id) })));
    }, SPACING_MS);
    return (webhookId: string) => {
      called.add(webhookId);
      refresh();
    };
  }, [cache]);
  useSignals((signal) => {
    if (signal.kind === 'webhook_delivery') hear(signal.webhook_id);
  });
}

/** Where webhooks may send to. */
export function useWebhookSettings() {
  return useQuery({
    queryKey: settingsKey,
    queryFn: ({ signal }) => tracker.call('getWebhookSettings', {}, { signal }),
  });
}

/** Lets webhooks send to this machine and its network, and without https, or only to public addresses by https. */
export async function allowPrivateAddresses(isAllowed: boolean): Promise<void> {
  const settings = await tracker.call('updateWebhookSettings', { allow_private_addresses: isAllowed });
  queryClient.setQueryData(settingsKey, settings);
}

/** Makes a webhook; it is told of what happens from now on. */
export async function createWebhook(request: RequestInput<'createWebhook'>): Promise<Webhook> {
  const { webhook } = await tracker.call('createWebhook', request);
  await queryClient.invalidateQueries({ queryKey: listKey });
  return webhook;
}

/** Sets what is given of a webhook; an empty secret or description is taken away. */
export async function updateWebhook(request: RequestInput<'updateWebhook'>): Promise<void> {
  await tracker.call('updateWebhook', request);
  await queryClient.invalidateQueries({ queryKey: webhooksKey });
}

/** Removes a webhook with its log. Its secret is not known to anybody after that. */
export async function deleteWebhook(webhook_id: string): Promise<void> {
  await tracker.call('deleteWebhook', { webhook_id });
  await queryClient.invalidateQueries({ queryKey: listKey });
}

export type TestAnswer = Response<'testWebhook'>['result'] & {
  /** Milliseconds until the answer was here. */
  duration: number;
};

/** Sends a webhook an example of an event, once, and answers how that went. */
export async function testWebhook(webhook_id: string, event: WebhookSubscription): Promise<TestAnswer> {
  const begun = performance.now();
  const { result } = await tracker.call('testWebhook', { webhook_id, event });
  return { ...result, duration: performance.now() - begun };
}

/** Sends an event of the log once more; one that would be tried again later is tried at once. */
export async function redeliver(webhook_id: string, delivery_id: string): Promise<void> {
  await tracker.call('redeliverWebhookEvent', { delivery_id });
  await queryClient.invalidateQueries({ queryKey: deliveriesOf(webhook_id) });
}
