import { create } from 'zustand';
import { type ChartsView, EMPTY_CHARTS } from '../../charts/charts-view.ts';
import type { Better } from './compare-rows.ts';

/** How a person arranged a comparison, beside what its address says. A saved one keeps both, with the runs. */
export interface CompareView {
  /** Which end of a metric is better, where a person said so. */
  better: Readonly<Record<string, Better>>;
  charts: ChartsView;
}

export const EMPTY_COMPARISON: CompareView = { better: {}, charts: EMPTY_CHARTS };

interface CompareViewState {
  view: CompareView;
  change: (changed: Partial<CompareView>) => void;
}

/** The arrangement of the comparison that is open. */
export const useCompareView = create<CompareViewState>((set) => ({
  view: EMPTY_COMPARISON,
  change: (changed) => set(({ view }) => ({ view: { ...view, ...changed } })),
}));
