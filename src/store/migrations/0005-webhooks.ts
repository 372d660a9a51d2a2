import type { Migration } from './migration.ts';

/** Webhooks, what they are still to be told, and how that went. */
export const webhooks: Migration = {
  name: '0005-webhooks',
  sql: `
CREATE TABLE webhooks (
  webhook_id TEXT PRIMARY KEY,
  workspace TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  url TEXT NOT NULL,
  status TEXT NOT NULL,
  -- sealed
  secret BLOB,
  -- JSON: [{entity, action}]
  events TEXT NOT NULL,
  -- the newest event it is done with
  last_event INTEGER NOT NULL,
  creation_time INTEGER NOT NULL,
  last_update_time INTEGER NOT NULL
) STRICT;
CREATE INDEX webhooks_by_time ON webhooks (workspace, creation_time DESC, webhook_id);

CREATE TABLE webhook_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  seq INTEGER NOT NULL,
  workspace TEXT NOT NULL,
  entity TEXT NOT NULL,
  action TEXT NOT NULL,
  data TEXT NOT NULL,
  time INTEGER NOT NULL
) STRICT;

CREATE TABLE webhook_deliveries (
  id INTEGER PRIMARY KEY,
  delivery_id TEXT NOT NULL,
  webhook_id TEXT NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  event INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  entity TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  time INTEGER NOT NULL,
  state TEXT NOT NULL,
  response_status INTEGER,
  duration_ms INTEGER NOT NULL,
  error TEXT,
  next_attempt_time INTEGER
) STRICT;
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, id DESC);
`,
};
