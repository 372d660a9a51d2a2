import { create } from 'zustand';

interface Hovered {
  /** The run whose line or row the pointer is over. */
  runId: string | undefined;
  /** Where the pointer is along the x-axis of the charts that share one, and which chart it is over. */
  x: number | undefined;
  axis: string | undefined;
  chartId: string | undefined;
}

export const NOTHING_HOVERED: Hovered = {
  runId: undefined,
  x: undefined,
  axis: undefined,
  chartId: undefined,
};

/** What the pointer is over, so that table and charts show the same run and the same step. */
export const useHovered = create<Hovered>(() => NOTHING_HOVERED);
