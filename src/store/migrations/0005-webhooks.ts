import type { Migration } from './migration.ts';

/** Webhooks, what they are still to be told, and how that went. */
export const webhooks: Migration = {
  name: '0005-webhooks',
  sql: `
CREATE TABLE webhooks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id TEXT NOT NULL UNIQUE,
  workspace TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  url TEXT NOT NULL,
  status TEXT NOT NULL,
  -- JSON: [{entity, action}]
  events TEXT NOT NULL,
  -- sealed; NULL where it does not sign
  secret BLOB,
  creation_time INTEGER NOT NULL,
  last_update_time INTEGER NOT NULL
) STRICT;
CREATE INDEX webhooks_by_workspace ON webhooks (workspace, id DESC);

-- What happened, as long as somebody is to be told of it or a log tells that somebody was.
CREATE TABLE webhook_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  seq INTEGER NOT NULL,
  object TEXT NOT NULL,
  entity TEXT NOT NULL,
  action TEXT NOT NULL,
  -- JSON
  data TEXT NOT NULL,
  time INTEGER NOT NULL
) STRICT;

-- Who is still to be told of what: a webhook is told its lowest event first, and the next one when that is out of here.
CREATE TABLE webhook_queue (
  webhook INTEGER NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  event INTEGER NOT NULL REFERENCES webhook_events,
  delivery_id TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_time INTEGER NOT NULL,
  -- an attempt that fails then or later is the last
  give_up_time INTEGER NOT NULL,
  PRIMARY KEY (webhook, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_queue_by_event ON webhook_queue (event);

CREATE TABLE webhook_deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook INTEGER NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  event INTEGER NOT NULL REFERENCES webhook_events,
  delivery_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  time INTEGER NOT NULL,
  state TEXT NOT NULL,
  response_status INTEGER,
  duration_ms INTEGER NOT NULL,
  error TEXT,
  next_attempt_time INTEGER
) STRICT;
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook, id DESC);
CREATE INDEX webhook_deliveries_by_event ON webhook_deliveries (event);
CREATE INDEX webhook_deliveries_by_delivery ON webhook_deliveries (delivery_id, id DESC);
`,
};
