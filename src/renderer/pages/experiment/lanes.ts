import type { MetricValue } from '../../queries/run-order.ts';
import type { Column } from './columns.tsx';

/** A column as it is drawn now. */
export interface Lane {
  column: Column;
  width: number;
  isNumeric: boolean;
  /** Of a metric's values, so that they stand below each other. */
  decimals: number | undefined;
  /** Which value of a metric is shown. */
  which: MetricValue;
  /** Whether its left neighbour is of another kind. */
  opensGroup: boolean;
}

/** The lanes to draw: those that stay at the left, and those of the rest that are in view. */
export interface Lanes {
  pinned: readonly Lane[];
  visible: readonly Lane[];
  /** Width of what is left out before the visible ones. */
  before: number;
  /** Width of a whole line. */
  total: number;
  /** Index of the first visible lane among all, from 0. */
  firstVisible: number;
}

export const LEAD_WIDTH = 76;
export const ROW_HEIGHT = 28;
export const HEADER_HEIGHT = 44;

export const widthOf = (lanes: readonly Lane[]) => lanes.reduce((sum, { width }) => sum + width, 0);
