import type { Migration } from './migration.ts';

/** Experiments, runs and what they log, logged models, and the log of changes. */
export const tracking: Migration = {
  name: '0001-tracking',
  sql: `
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE experiments (
  experiment_id INTEGER PRIMARY KEY,
  workspace TEXT NOT NULL,
  name TEXT NOT NULL,
  artifact_location TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  creation_time INTEGER NOT NULL,
  last_update_time INTEGER NOT NULL,
  UNIQUE (workspace, name)
) STRICT;
CREATE INDEX experiments_by_time ON experiments (workspace, creation_time DESC, experiment_id);

CREATE TABLE experiment_tags (
  experiment_id INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (experiment_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL UNIQUE,
  -- NULL: purged, its rows are being removed (docs/decisions/0003)
  experiment_id INTEGER REFERENCES experiments,
  name TEXT NOT NULL,
  user_id TEXT NOT NULL,
  status TEXT NOT NULL,
  start_time INTEGER NOT NULL,
  end_time INTEGER,
  artifact_uri TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  deleted_time INTEGER
) STRICT;
CREATE INDEX runs_by_time ON runs (experiment_id, start_time DESC, run_id, deleted);
CREATE INDEX runs_in_trash ON runs (deleted_time DESC, run_id) WHERE deleted = 1;

CREATE TABLE run_processes (
  run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
  pid INTEGER,
  started INTEGER,
  last_write_time INTEGER NOT NULL
) STRICT;

CREATE TABLE metrics (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key INTEGER NOT NULL,
  step INTEGER NOT NULL,
  timestamp INTEGER NOT NULL,
  value REAL NOT NULL,
  is_nan INTEGER NOT NULL,
  PRIMARY KEY (run, key, step, timestamp, value, is_nan)
) STRICT, WITHOUT ROWID;

CREATE TABLE latest_metrics (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key INTEGER NOT NULL,
  step INTEGER NOT NULL,
  timestamp INTEGER NOT NULL,
  value REAL NOT NULL,
  is_nan INTEGER NOT NULL,
  experiment_id INTEGER NOT NULL,
  points INTEGER NOT NULL,
  ordered INTEGER NOT NULL,
  min_value REAL,
  max_value REAL,
  first_value REAL,
  PRIMARY KEY (run, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX latest_metrics_by_value ON latest_metrics (experiment_id, key, is_nan, value, run);

CREATE TABLE metric_blocks (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key INTEGER NOT NULL,
  block INTEGER NOT NULL,
  first_step INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  last_timestamp INTEGER NOT NULL,
  first_value REAL,
  last_value REAL NOT NULL,
  last_is_nan INTEGER NOT NULL,
  min_value REAL,
  max_value REAL,
  nans INTEGER NOT NULL,
  PRIMARY KEY (run, key, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE params (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX params_by_value ON params (key, value, run);

CREATE TABLE tags (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_value ON tags (key, value, run);

CREATE TABLE datasets (
  id INTEGER PRIMARY KEY,
  experiment_id INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  source_type TEXT NOT NULL,
  source TEXT NOT NULL,
  schema TEXT,
  profile TEXT,
  UNIQUE (experiment_id, name, digest)
) STRICT;

CREATE TABLE dataset_inputs (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  dataset INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (run, dataset)
) STRICT, WITHOUT ROWID;
CREATE INDEX dataset_inputs_by_dataset ON dataset_inputs (dataset, run);

CREATE TABLE dataset_input_tags (
  run INTEGER NOT NULL,
  dataset INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, dataset, key),
  FOREIGN KEY (run, dataset) REFERENCES dataset_inputs ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE logged_models (
  id INTEGER PRIMARY KEY,
  model_id TEXT NOT NULL UNIQUE,
  experiment_id INTEGER REFERENCES experiments,
  name TEXT NOT NULL,
  artifact_uri TEXT NOT NULL,
  status TEXT NOT NULL,
  model_type TEXT,
  source_run_id TEXT,
  status_message TEXT,
  creation_timestamp_ms INTEGER NOT NULL,
  last_updated_timestamp_ms INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX logged_models_by_time ON logged_models (experiment_id, creation_timestamp_ms DESC, model_id, deleted);
CREATE INDEX logged_models_by_run ON logged_models (source_run_id) WHERE source_run_id IS NOT NULL;

CREATE TABLE logged_model_params (
  model INTEGER NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  key INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (model, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE logged_model_tags (
  model INTEGER NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  key INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (model, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE logged_model_metrics (
  model INTEGER NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  key INTEGER NOT NULL,
  timestamp INTEGER NOT NULL,
  step INTEGER NOT NULL,
  value REAL NOT NULL,
  is_nan INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  dataset_name TEXT NOT NULL,
  dataset_digest TEXT NOT NULL,
  PRIMARY KEY (model, key, timestamp, step, run, dataset_name, dataset_digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX logged_model_metrics_by_run ON logged_model_metrics (run);

CREATE TABLE model_inputs (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  model_id TEXT NOT NULL,
  PRIMARY KEY (run, model_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE model_outputs (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  model_id TEXT NOT NULL,
  step INTEGER NOT NULL,
  PRIMARY KEY (run, model_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE artifact_removals (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE views (
  view_id TEXT PRIMARY KEY,
  workspace TEXT NOT NULL,
  name TEXT NOT NULL,
  page TEXT NOT NULL,
  experiment_ids TEXT NOT NULL,
  state TEXT NOT NULL,
  creation_time INTEGER NOT NULL,
  last_update_time INTEGER NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX views_by_name ON views (workspace, name, view_id);

CREATE TABLE changes (
  seq INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  actor TEXT NOT NULL,
  source TEXT NOT NULL,
  operation TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id TEXT NOT NULL,
  experiment_id TEXT NOT NULL,
  workspace TEXT NOT NULL,
  counts TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
`,
};
