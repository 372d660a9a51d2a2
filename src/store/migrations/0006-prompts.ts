import type { Migration } from './migration.ts';

/** Drafts of prompts, and the traces that used a version. */
export const prompts: Migration = {
  name: '0006-prompts',
  sql: `
CREATE TABLE prompt_drafts (
  draft_id TEXT PRIMARY KEY,
  model INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  title TEXT NOT NULL,
  base_version INTEGER,
  -- of a draft that another one was merged into: the version that one began from
  merged_version INTEGER,
  -- JSON
  content TEXT NOT NULL,
  revision INTEGER NOT NULL,
  creation_time INTEGER NOT NULL,
  last_update_time INTEGER NOT NULL,
  actor TEXT NOT NULL,
  deleted_time INTEGER
) STRICT;
CREATE INDEX prompt_drafts_by_model ON prompt_drafts (model, last_update_time DESC, draft_id);

CREATE TABLE prompt_traces (
  model INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  trace_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (model, trace_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX prompt_traces_by_time ON prompt_traces (model, time DESC, trace_id);
`,
};
