import type { Migration } from './migration.ts';

/** Alert rules, the alerts they raise, and notes on the steps of charts. */
export const alerts: Migration = {
  name: '0002-alerts',
  sql: `
CREATE TABLE alert_rules (
  rule_id TEXT PRIMARY KEY,
  workspace TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- JSON: metric_key, comparator, value, minutes, statuses, as the kind has them
  conditions TEXT NOT NULL,
  -- JSON: run_ids, experiment_ids, filter
  scope TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  creation_time INTEGER NOT NULL,
  last_update_time INTEGER NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX alert_rules_by_name ON alert_rules (workspace, name, rule_id);

CREATE TABLE alerts (
  id INTEGER PRIMARY KEY,
  alert_id TEXT NOT NULL UNIQUE,
  workspace TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  rule_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  metric_key TEXT,
  value REAL,
  step INTEGER,
  time INTEGER NOT NULL,
  message TEXT NOT NULL,
  acknowledged INTEGER NOT NULL DEFAULT 0,
  -- NULL: open
  recovered_time INTEGER
) STRICT;
CREATE UNIQUE INDEX alerts_open ON alerts (run, rule_id) WHERE recovered_time IS NULL;
CREATE INDEX alerts_by_run ON alerts (run, id);
CREATE INDEX alerts_unseen ON alerts (workspace, run) WHERE acknowledged = 0;

CREATE TABLE annotations (
  annotation_id TEXT PRIMARY KEY,
  workspace TEXT NOT NULL,
  experiment_id INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  -- NULL: of all runs of the experiment
  run INTEGER REFERENCES runs ON DELETE CASCADE,
  metric_key TEXT,
  step INTEGER NOT NULL,
  text TEXT NOT NULL,
  creation_time INTEGER NOT NULL,
  last_update_time INTEGER NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX annotations_by_step ON annotations (experiment_id, step, annotation_id);
CREATE INDEX annotations_by_run ON annotations (run) WHERE run IS NOT NULL;
`,
};
