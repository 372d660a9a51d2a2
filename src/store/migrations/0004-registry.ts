import type { Migration } from './migration.ts';

/** Registered models with their versions, aliases, tags and history; prompts are registered models too. */
export const registry: Migration = {
  name: '0004-registry',
  sql: `
CREATE TABLE registered_models (
  id INTEGER PRIMARY KEY,
  workspace TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  is_prompt INTEGER NOT NULL DEFAULT 0,
  -- highest number ever given: numbers of deleted versions are not given again
  last_version INTEGER NOT NULL DEFAULT 0,
  creation_time INTEGER NOT NULL,
  last_update_time INTEGER NOT NULL,
  UNIQUE (workspace, name)
) STRICT;
CREATE INDEX registered_models_by_name ON registered_models (workspace, is_prompt, name);
CREATE INDEX registered_models_by_update ON registered_models (workspace, is_prompt, last_update_time DESC, name);
CREATE INDEX registered_models_by_creation ON registered_models (workspace, is_prompt, creation_time DESC, name);

CREATE TABLE registered_model_tags (
  model INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (model, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX registered_model_tags_by_key ON registered_model_tags (key, model);

CREATE TABLE model_versions (
  id INTEGER PRIMARY KEY,
  -- ULID: the same for every peer, whatever number the version has there
  version_id TEXT NOT NULL UNIQUE,
  model INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  version INTEGER NOT NULL,
  description TEXT,
  user_id TEXT,
  stage TEXT NOT NULL,
  source TEXT NOT NULL,
  -- where the files of a source models:/… are
  storage_location TEXT,
  run_id TEXT,
  run_link TEXT,
  model_id TEXT,
  status TEXT NOT NULL,
  status_message TEXT,
  -- of prompts: the versions it was edited from
  parent_version INTEGER,
  merged_version INTEGER,
  creation_time INTEGER NOT NULL,
  last_update_time INTEGER NOT NULL,
  UNIQUE (model, version)
) STRICT;
CREATE INDEX model_versions_by_stage ON model_versions (model, stage, version);
CREATE INDEX model_versions_by_run ON model_versions (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX model_versions_by_model_id ON model_versions (model_id) WHERE model_id IS NOT NULL;
-- copies of a version are found by the address that they name
CREATE INDEX model_versions_by_source ON model_versions (source) WHERE source LIKE 'models:/%';

CREATE TABLE model_version_tags (
  version INTEGER NOT NULL REFERENCES model_versions ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (version, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX model_version_tags_by_key ON model_version_tags (key, version);

CREATE TABLE model_aliases (
  model INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  alias TEXT NOT NULL,
  version INTEGER NOT NULL REFERENCES model_versions ON DELETE CASCADE,
  PRIMARY KEY (model, alias)
) STRICT, WITHOUT ROWID;
CREATE INDEX model_aliases_by_version ON model_aliases (version);

-- The history of a model: it outlives deleted versions and goes with the model.
CREATE TABLE version_moves (
  id INTEGER PRIMARY KEY,
  model INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  stage TEXT,
  from_stage TEXT,
  alias TEXT,
  -- alias_set: the version that had it
  from_version INTEGER,
  -- stage: the version whose move archived this one
  archived_by INTEGER,
  request_id TEXT,
  comment TEXT,
  time INTEGER NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX version_moves_by_model ON version_moves (model, id);
CREATE INDEX version_moves_by_version ON version_moves (model, version, id);

CREATE TABLE transition_requests (
  request_id TEXT PRIMARY KEY,
  model INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  version INTEGER NOT NULL,
  stage TEXT,
  alias TEXT,
  archive_existing_versions INTEGER NOT NULL,
  comment TEXT,
  actor TEXT NOT NULL,
  creation_time INTEGER NOT NULL,
  state TEXT NOT NULL,
  decided_by TEXT,
  decided_time INTEGER,
  decision_comment TEXT
) STRICT;
CREATE INDEX transition_requests_by_model ON transition_requests (model, state, creation_time DESC, request_id);
`,
};
