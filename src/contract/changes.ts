/** What the change stream sends for each committed write. Ids only: readers fetch what they show. */
export interface ChangeEvent {
  seq: number;
  /** Epoch milliseconds. */
  time: number;
  actor: string;
  source: 'local' | 'remote';
  operation: string;
  object_type:
    | 'experiment'
    | 'run'
    | 'logged_model'
    | 'view'
    | 'alert'
    | 'alert_rule'
    | 'annotation'
    /** Ids of registered models and prompts are their names, those of versions `name/version`. */
    | 'registered_model'
    | 'model_version'
    | 'prompt'
    | 'prompt_version'
    | 'prompt_draft'
    | 'transition_request'
    | 'registry_settings'
    | 'webhook';
  object_id: string;
  experiment_id: string;
  workspace: string;
  /** What the operation touched: numbers of metrics, params, tags; never values. */
  counts: Readonly<Record<string, number>>;
}

/**
 * What the change stream sends besides changes, as `event: signal`: something looks different now, though no change was
 * logged. A signal has no sequence number and is not sent again: a reader that comes back reads anew what it shows.
 */
export type Signal =
  /** Whether the process that logs to a running run exists has turned. */
  | { kind: 'liveness'; run_id: string; experiment_id: string; state: 'alive' | 'interrupted' }
  /** Files of a run or of a logged model came, went or were replaced; several in one signal. */
  | { kind: 'artifacts'; object_type: 'run' | 'logged_model'; object_id: string }
  /** A webhook was called, or will not be called again for an event. */
  | { kind: 'webhook_delivery'; webhook_id: string };
