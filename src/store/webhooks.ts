import type { Webhook, WebhookSubscription } from '../contract/index.ts';
import type { Database, SqlRow } from './database.ts';

export interface StoredWebhook extends Omit<Webhook, 'secret_state'> {
  /** Row number; the newer is the greater. */
  id: number;
  workspace: string;
  description: string;
  /** Sealed. */
  secret: Uint8Array | undefined;
}

const COLUMNS =
  'id, webhook_id, workspace, name, description, url, status, events, secret, creation_time, last_update_time';

function webhookOf(row: SqlRow): StoredWebhook {
  return {
    id: Number(row[0]),
    webhook_id: String(row[1]),
    workspace: String(row[2]),
    name: String(row[3]),
    description: String(row[4]),
    url: String(row[5]),
    status: row[6] as Webhook['status'],
    events: JSON.parse(String(row[7])) as WebhookSubscription[],
    secret: row[8] === null ? undefined : (row[8] as Uint8Array),
    creation_timestamp: Number(row[9]),
    last_updated_timestamp: Number(row[10]),
  };
}

/** Stores a new webhook; returns its row number. Call within a write. */
export function insertWebhook(database: Database, webhook: Omit<StoredWebhook, 'id'>): number {
  const { lastInsertRowid } = database
    .statement(
      `INSERT INTO webhooks (webhook_id, workspace, name, description, url, status, events, secret, creation_time, last_update_time)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[webhook.webhook_id, webhook.workspace, webhook.name, webhook.description, webhook.url],
      ...[webhook.status, JSON.stringify(webhook.events), webhook.secret ?? null],
      ...[webhook.creation_timestamp, webhook.last_updated_timestamp],
    );
  return Number(lastInsertRowid);
}

/** Sets everything that may change of a webhook. Call within a write. */
export function updateWebhook(database: Database, webhook: StoredWebhook): void {
  database
    .statement(
      'UPDATE webhooks SET name = ?, description = ?, url = ?, status = ?, events = ?, secret = ?, last_update_time = ? WHERE id = ?',
    )
    .run(
      ...[webhook.name, webhook.description, webhook.url, webhook.status, JSON.stringify(webhook.events)],
      ...[webhook.secret ?? null, webhook.last_updated_timestamp, webhook.id],
    );
}

/** Removes a webhook, its log and what it was still to be told. Call within a write. */
export function deleteWebhook(database: Database, id: number): void {
  database.statement('DELETE FROM webhooks WHERE id = ?').run(id);
}

export function findWebhook(
  database: Database,
  workspace: string,
  webhookId: string,
): StoredWebhook | undefined {
  const row = database
    .statement(`SELECT ${COLUMNS} FROM webhooks WHERE webhook_id = ? AND workspace = ?`)
    .get(webhookId, workspace);
  return row && webhookOf(row);
}

/** The webhook of a row number. */
export function webhookById(database: Database, id: number): StoredWebhook | undefined {
  const row = database.statement(`SELECT ${COLUMNS} FROM webhooks WHERE id = ?`).get(id);
  return row && webhookOf(row);
}

/** Webhooks of a workspace before a row number, the newest first. */
export function listWebhooks(
  database: Database,
  workspace: string,
  before: number,
  limit: number,
): StoredWebhook[] {
  return database
    .statement(`SELECT ${COLUMNS} FROM webhooks WHERE workspace = ? AND id < ? ORDER BY id DESC LIMIT ?`)
    .all(workspace, before, limit)
    .map(webhookOf);
}

export function countWebhooks(database: Database, workspace: string): number {
  return Number(database.value('SELECT count(*) FROM webhooks WHERE workspace = ?', workspace));
}

/** The webhooks that are at work, of every workspace. */
export function activeWebhooks(database: Database): StoredWebhook[] {
  return database
    .statement(`SELECT ${COLUMNS} FROM webhooks WHERE status = 'ACTIVE' ORDER BY id`)
    .all()
    .map(webhookOf);
}

const PRIVATE_ADDRESSES = 'webhooks.allow_private_addresses';

/** Whether webhooks may send to this machine and its network. */
export function allowsPrivateAddresses(database: Database): boolean {
  return database.value('SELECT value FROM settings WHERE key = ?', PRIVATE_ADDRESSES) === 'true';
}

/** Call within a write. */
export function setAllowsPrivateAddresses(database: Database, isAllowed: boolean): void {
  database
    .statement('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
    .run(PRIVATE_ADDRESSES, String(isAllowed));
}
