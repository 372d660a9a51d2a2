import type { RequestInput, Webhook } from '../../../../contract/index.ts';
import { eventOfName, nameOfEvent } from './webhook-events.ts';

/** What becomes of the secret: it is never read back, so it stays, goes, or is given anew. */
export type SecretChange = 'keep' | 'set' | 'remove';

/** A webhook as it is being written. */
export interface WebhookDraft {
  name: string;
  description: string;
  url: string;
  events: readonly string[];
  secretChange: SecretChange;
  secret: string;
  isActive: boolean;
}

/** What is wrong with a draft, by the field that has to be mended. */
export interface WebhookProblems {
  name?: string;
  url?: string;
  events?: string;
  secret?: string;
}

const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/i;
const FIRST_EVENT = 'model_version.created';

/** A form that begins with what is known of a webhook; a new one is told of new versions. */
export function draftOf(webhook?: Webhook): WebhookDraft {
  return {
    name: webhook?.name ?? '',
    description: webhook?.description ?? '',
    url: webhook?.url ?? '',
    events: webhook?.events.map(nameOfEvent) ?? [FIRST_EVENT],
    secretChange: webhook?.secret_state === undefined ? 'set' : 'keep',
    secret: '',
    isActive: webhook?.status !== 'DISABLED',
  };
}

/** What keeps a draft from being a webhook; nothing where it is one. */
export function problemsOf(
  draft: WebhookDraft,
  before: Webhook | undefined,
  allowsPrivate: boolean,
): WebhookProblems {
  const address = draft.url.trim();
  const url = address === before?.url ? undefined : urlProblem(address, allowsPrivate);
  const isReplaced = draft.secretChange === 'set' && before?.secret_state !== undefined;
  return {
    ...(!NAME.test(draft.name.trim()) && {
      name: 'Give 1 to 63 letters, digits, dots, underscores or hyphens; a letter or digit first and last.',
    }),
    ...(url !== undefined && { url }),
    ...(draft.events.length === 0 && { events: 'Choose at least one.' }),
    ...(isReplaced && draft.secret === '' && { secret: 'Give the new secret, or keep the one that is set.' }),
  };
}

function urlProblem(text: string, allowsPrivate: boolean): string | undefined {
  if (text === '') return 'Give the address to send to.';
  if (!URL.canParse(text)) return 'This is not an address. Give one such as https://example.com/hook';
  const { protocol } = new URL(text);
  if (protocol === 'https:' || (protocol === 'http:' && allowsPrivate)) return undefined;
  return protocol === 'http:'
    ? 'Give an https address, or allow private addresses first.'
    : `Give an https address, not ${protocol}`;
}

type Created = RequestInput<'createWebhook'>;
type Updated = RequestInput<'updateWebhook'>;

/** The webhook that a draft without problems describes. */
export function creationOf(draft: WebhookDraft): Created {
  const description = draft.description.trim();
  return {
    ...settingsOf(draft),
    ...(description !== '' && { description }),
    ...(draft.secret !== '' && { secret: draft.secret }),
  };
}

/** What a draft changes of a webhook; an empty description or secret is taken away. What stays is not sent: it may be refused by now. */
export function updateOf(draft: WebhookDraft, before: Webhook): Updated {
  const { name, url, events, status } = settingsOf(draft);
  const description = draft.description.trim();
  const secret = draft.secretChange === 'remove' ? '' : draft.secret;
  const isKept = draft.secretChange === 'keep' || (draft.secretChange === 'set' && draft.secret === '');
  return {
    webhook_id: before.webhook_id,
    ...(name !== before.name && { name }),
    ...(url !== before.url && { url }),
    ...(!isSame(draft.events, before.events.map(nameOfEvent)) && { events }),
    ...(description !== (before.description ?? '') && { description }),
    ...(status !== before.status && { status }),
    ...(!isKept && { secret }),
  };
}

const isSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((one) => others.includes(one));

function settingsOf({ name, url, events, isActive }: WebhookDraft) {
  return {
    name: name.trim(),
    url: url.trim(),
    events: events.map(eventOfName),
    status: isActive ? ('ACTIVE' as const) : ('DISABLED' as const),
  };
}
