/** A run as charts know it. */
export interface ChartedRun {
  run_id: string;
  run_name: string;
  experiment_id: string;
  /** Epoch milliseconds. */
  start_time: number;
  isRunning: boolean;
}

/** Runs with equal values of what the table is grouped by. */
export interface ChartedGroup {
  /** What they have in common, such as `lr = 0.1`. */
  name: string;
  /** Its members, the first of them where there are very many. */
  runs: readonly ChartedRun[];
  /** How many members it has. */
  total: number;
  /** Draws each member too. */
  isExpanded: boolean;
}

/** What a page of charts draws: the runs with the eye in the table's order, or groups of them. */
export interface Charted {
  runs: readonly ChartedRun[];
  groups: readonly ChartedGroup[] | undefined;
  /** The run that others are seen against. */
  reference: string | undefined;
  experimentIds: readonly string[];
  /** The filter in force, for charts that look at every matching run and not only at those with the eye. */
  filter: string;
  /** Whether the matching runs are the deleted ones. */
  isDeleted?: boolean;
  /** The metric that the table is sorted by first, where it is by one. */
  sortedBy?: string | undefined;
}
