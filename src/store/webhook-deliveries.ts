import type { WebhookDelivery } from '../contract/index.ts';
import type { Database, SqlRow } from './database.ts';

export interface NewWebhookEvent {
  seq: number;
  object: string;
  /** Lower case, as it is sent. */
  entity: string;
  action: string;
  data: Readonly<Record<string, unknown>>;
  time: number;
}

export interface QueuedFor {
  /** Row number. */
  webhook: number;
  delivery_id: string;
}

/**
 * Keeps an event, and that these webhooks are to be told of it. One that was deleted or disabled meanwhile is not. Call within the
 * write that the event tells of.
 */
export function queueWebhookEvent(
  database: Database,
  event: NewWebhookEvent,
  webhooks: readonly QueuedFor[],
  give_up_time: number,
): void {
  const { lastInsertRowid: id } = database
    .statement(
      'INSERT INTO webhook_events (seq, object, entity, action, data, time) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(event.seq, event.object, event.entity, event.action, JSON.stringify(event.data), event.time);
  for (const { webhook, delivery_id } of webhooks)
    database
      .statement(
        `INSERT INTO webhook_queue (webhook, event, delivery_id, attempts, next_attempt_time, give_up_time)
         SELECT id, ?, ?, 0, 0, ? FROM webhooks WHERE id = ? AND status = 'ACTIVE'`,
      )
      .run(id, delivery_id, give_up_time, webhook);
  forgetWebhookEvents(database, [Number(id)]);
}

/** What a webhook is to be told next. */
export interface QueuedDelivery {
  webhook: number;
  event: number;
  delivery_id: string;
  /** So many were made. */
  attempts: number;
  next_attempt_time: number;
  give_up_time: number;
  entity: string;
  action: string;
  data: Readonly<Record<string, unknown>>;
  time: number;
}

/** The first event that a webhook, by row number, is still to be told; none while it is disabled. */
export function nextWebhookDelivery(database: Database, webhook: number): QueuedDelivery | undefined {
  const row = database
    .statement(
      `SELECT q.webhook, q.event, q.delivery_id, q.attempts, q.next_attempt_time, q.give_up_time,
         e.entity, e.action, e.data, e.time
       FROM webhook_queue q JOIN webhooks w ON w.id = q.webhook JOIN webhook_events e ON e.id = q.event
       WHERE q.webhook = ? AND w.status = 'ACTIVE' ORDER BY q.event LIMIT 1`,
    )
    .get(webhook);
  if (row === undefined) return undefined;
  return {
    webhook: Number(row[0]),
    event: Number(row[1]),
    delivery_id: String(row[2]),
    attempts: Number(row[3]),
    next_attempt_time: Number(row[4]),
    give_up_time: Number(row[5]),
    entity: String(row[6]),
    action: String(row[7]),
    data: JSON.parse(String(row[8])) as Record<string, unknown>,
    time: Number(row[9]),
  };
}

/** Row numbers of the webhooks that are still to be told something. */
export function webhooksWithQueue(database: Database): number[] {
  return database
    .statement('SELECT id FROM webhooks w WHERE EXISTS (SELECT 1 FROM webhook_queue WHERE webhook = w.id)')
    .all()
    .map(([id]) => Number(id));
}

/** How many events a webhook is still to be told. */
export function countQueued(database: Database, webhook: number): number {
  return Number(database.value('SELECT count(*) FROM webhook_queue WHERE webhook = ?', webhook));
}

/** Lets everything a webhook is still to be told be tried at once. Call within a write. */
export function hurryWebhook(database: Database, webhook: number): void {
  database
    .statement('UPDATE webhook_queue SET next_attempt_time = 0 WHERE webhook = ? AND next_attempt_time > 0')
    .run(webhook);
}

/** How an attempt went. */
export interface Attempted {
  time: number;
  state: WebhookDelivery['state'];
  response_status: number | undefined;
  duration_ms: number;
  error: string | undefined;
  /** Absent where it was the last. */
  next_attempt_time: number | undefined;
}

/** Notes an attempt, and lets go of the event where it was the last one. False where the webhook is gone. Call within a write. */
export function noteWebhookAttempt(
  database: Database,
  { webhook, event, delivery_id, attempts }: QueuedDelivery,
  attempt: Attempted,
): boolean {
  const { changes } = database
    .statement(
      `INSERT INTO webhook_deliveries
         (webhook, event, delivery_id, attempt, time, state, response_status, duration_ms, error, next_attempt_time)
       SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM webhooks WHERE id = ?`,
    )
    .run(
      ...[event, delivery_id, attempts + 1, attempt.time, attempt.state, attempt.response_status ?? null],
      ...[attempt.duration_ms, attempt.error ?? null, attempt.next_attempt_time ?? null, webhook],
    );
  if (changes === 0) return false;
  if (attempt.next_attempt_time === undefined)
    database.statement('DELETE FROM webhook_queue WHERE webhook = ? AND event = ?').run(webhook, event);
  else
    database
      .statement(
        'UPDATE webhook_queue SET attempts = ?, next_attempt_time = ? WHERE webhook = ? AND event = ?',
      )
      .run(attempts + 1, attempt.next_attempt_time, webhook, event);
  return true;
}

/** Removes all but the newest lines of a webhook's log, and the events that only these told of. Call within a write. */
export function trimWebhookLog(database: Database, webhook: number, kept: number): void {
  const removed = database
    .statement(
      `DELETE FROM webhook_deliveries WHERE webhook = ? AND id <=
       (SELECT id FROM webhook_deliveries WHERE webhook = ? ORDER BY id DESC LIMIT 1 OFFSET ?) RETURNING event`,
    )
    .all(webhook, webhook, kept);
  forgetWebhookEvents(
    database,
    removed.map(([event]) => Number(event)),
  );
}

const UNNEEDED = `NOT EXISTS (SELECT 1 FROM webhook_queue WHERE event = e.id)
  AND NOT EXISTS (SELECT 1 FROM webhook_deliveries WHERE event = e.id)`;

function forgetWebhookEvents(database: Database, events: readonly number[]): void {
  for (const event of new Set(events))
    database.statement(`DELETE FROM webhook_events AS e WHERE id = ? AND ${UNNEEDED}`).run(event);
}

/** Removes the events that nobody is to be told of and no log tells of. Call within a write. */
export function sweepWebhookEvents(database: Database): void {
  database.statement(`DELETE FROM webhook_events AS e WHERE ${UNNEEDED}`).run();
}

const LOGGED = `FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook JOIN webhook_events e ON e.id = d.event`;

function deliveryOf(row: SqlRow): WebhookDelivery {
  return {
    delivery_id: String(row[0]),
    event: `${String(row[1])}.${String(row[2])}`,
    seq: Number(row[3]),
    object: String(row[4]),
    attempt: Number(row[5]),
    time: Number(row[6]),
    state: row[7] as WebhookDelivery['state'],
    ...(row[8] !== null && { response_status: Number(row[8]) }),
    duration_ms: Number(row[9]),
    ...(row[10] !== null && { error: String(row[10]) }),
    ...(row[11] !== null && { next_attempt_time: Number(row[11]) }),
  };
}

/** One page of a webhook's log, newest first, and the row number that the next page comes before. */
export function listWebhookDeliveries(
  database: Database,
  webhook: number,
  before: number,
  limit: number,
): { deliveries: WebhookDelivery[]; next: number | undefined } {
  const rows = database
    .statement(
      `SELECT d.delivery_id, e.entity, e.action, e.seq, e.object, d.attempt, d.time, d.state, d.response_status, d.duration_ms,
         d.error, d.next_attempt_time, d.id
       ${LOGGED} WHERE d.webhook = ? AND d.id < ? ORDER BY d.id DESC LIMIT ?`,
    )
    .all(webhook, before, limit + 1);
  const shown = rows.slice(0, limit);
  const next = rows.length > limit ? Number(shown.at(-1)?.[12]) : undefined;
  return { deliveries: shown.map(deliveryOf), next };
}

/** The webhook, by row number, that the log of a workspace says was told something under this delivery id. */
export function webhookOfDelivery(
  database: Database,
  workspace: string,
  deliveryId: string,
): number | undefined {
  const found = database.value(
    `SELECT d.webhook ${LOGGED} WHERE d.delivery_id = ? AND w.workspace = ? LIMIT 1`,
    deliveryId,
    workspace,
  );
  return found === undefined ? undefined : Number(found);
}

/**
 * Puts what the log tells of under this delivery id into the queue once more, for one attempt; where it is there still, it is due
 * now. Call within a write.
 */
export function requeueWebhookEvent(database: Database, deliveryId: string): void {
  database
    .statement(
      `INSERT INTO webhook_queue (webhook, event, delivery_id, attempts, next_attempt_time, give_up_time)
       SELECT webhook, event, delivery_id, attempt, 0, 0 FROM webhook_deliveries WHERE delivery_id = ?
       ORDER BY id DESC LIMIT 1 ON CONFLICT DO UPDATE SET next_attempt_time = 0`,
    )
    .run(deliveryId);
}
