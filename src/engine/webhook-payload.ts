import { createHmac } from 'node:crypto';
import type { WebhookEvent } from './webhook-events.ts';

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON as Python's json.dumps writes it, so that the bytes are those of MLflow's server: spaces after `:` and `,`, ASCII only. */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null)
    return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escaped);
  const members = Object.entries(value).map(([key, member]) => `${pythonJson(key)}: ${pythonJson(member)}`);
  return `{${members.join(', ')}}`;
}

/** The body that tells of an event; `time`, in epoch milliseconds, is when it happened, so that every attempt sends the same. */
export function webhookPayload({ entity, action, data }: WebhookEvent, time: number): string {
  const timestamp = new Date(time).toISOString().replace('Z', '000+00:00');
  return pythonJson({ entity, action, timestamp, data });
}

/** MLflow's headers of one attempt at `time`, in epoch milliseconds; signed where there is a secret. */
export function webhookHeaders(
  deliveryId: string,
  time: number,
  payload: string,
  secret: string | undefined,
): Record<string, string> {
  const seconds = String(Math.floor(time / 1000));
  const sign = (key: string) =>
    createHmac('sha256', key).update(`${deliveryId}.${seconds}.${payload}`).digest('base64');
  return {
    'Content-Type': 'application/json',
    'X-MLflow-Delivery-Id': deliveryId,
    'X-MLflow-Timestamp': seconds,
    ...(secret !== undefined && { 'X-MLflow-Signature': `v1,${sign(secret)}` }),
  };
}
