import { create } from 'zustand';
import { type ChartsView, EMPTY_CHARTS } from '../../charts/charts-view.ts';
import type { MetricValue } from '../../queries/run-order.ts';

export interface SortTerm {
  /** A column's id. */
  id: string;
  desc: boolean;
}

/** Everything that a person arranged on the table of runs. This is what a saved view keeps. */
export interface RunsView {
  mode: 'table' | 'split' | 'charts';
  filter: string;
  isDeleted: boolean;
  sort: readonly SortTerm[];
  /** Ids of the columns by whose values runs are grouped. */
  groupBy: readonly string[];
  /** Whether child runs are folded below their parents. */
  isNested: boolean;
  isDiffOnly: boolean;
  /** Ids of the columns that are shown, in their order; undefined while nobody chose any. */
  columns: readonly string[] | undefined;
  /** Ids of the columns that stay in view beside the name. */
  pinnedColumns: readonly string[];
  /** Pixels, by column id. */
  widths: Readonly<Record<string, number>>;
  /** Which value of a metric a column shows, by column id, where it is not the last. */
  metricValues: Readonly<Record<string, MetricValue>>;
  pinnedRuns: readonly string[];
  /** How many of the first runs have the eye: they are what charts draw. */
  eyes: 10 | 20 | 'all';
  /** Runs whose eye a person set, by id. */
  eyeOf: Readonly<Record<string, boolean>>;
  charts: ChartsView;
}

export const EMPTY_VIEW: RunsView = {
  mode: 'table',
  filter: '',
  isDeleted: false,
  sort: [],
  groupBy: [],
  isNested: true,
  isDiffOnly: false,
  columns: undefined,
  pinnedColumns: [],
  widths: {},
  metricValues: {},
  pinnedRuns: [],
  eyes: 10,
  eyeOf: {},
  charts: EMPTY_CHARTS,
};

interface RunsViewState {
  /** The experiments that are shown, as the path names them: `1` or `1,2`. */
  experiments: string;
  view: RunsView;
  change: (changed: Partial<RunsView>) => void;
}

/** The arrangement of the table of runs that is open. */
export const useRunsView = create<RunsViewState>((set) => ({
  experiments: '',
  view: EMPTY_VIEW,
  change: (changed) => set(({ view }) => ({ view: { ...view, ...changed } })),
}));
