import type { WebhookDelivery } from '../../../../contract/index.ts';
import { formatCount, formatDateTime, formatDuration } from '../../../format.ts';
import { pathOfRegistryObject } from '../registry-object.ts';

/** Which attempt it was and when the next is; nothing for a first one that has none after it. */
export function attemptWords({ attempt, next_attempt_time }: WebhookDelivery): string {
  if (next_attempt_time === undefined) return attempt === 1 ? '' : `attempt ${formatCount(attempt)}`;
  const time = formatDateTime(next_attempt_time).split(' ').at(-1);
  return `attempt ${formatCount(attempt)}, next ${time}`;
}

/** What came back, and how long it took. */
export function answerWords({ response_status, duration_ms, state }: WebhookDelivery): string {
  if (state === 'refused') return 'Not sent';
  const answer = response_status === undefined ? 'No answer' : String(response_status);
  return `${answer} after ${formatDuration(duration_ms)}`;
}

/** The page of what a delivery told of. */
export function pathOfDelivery({ event, object }: WebhookDelivery): string {
  return pathOfRegistryObject(object, event.startsWith('prompt'));
}
