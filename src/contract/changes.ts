/** What the change stream sends for each committed write. Ids only: readers fetch what they show. */
export interface ChangeEvent {
  seq: number;
  /** Epoch milliseconds. */
  time: number;
  actor: string;
  source: 'local' | 'remote';
  operation: string;
  object_type: 'experiment' | 'run' | 'logged_model' | 'view';
  object_id: string;
  experiment_id: string;
  workspace: string;
  /** What the operation touched: numbers of metrics, params, tags; never values. */
  counts: Readonly<Record<string, number>>;
}
