import type { Ref } from 'react';
import type { ChartSettings, LineDefaults } from './chart-settings.ts';
import type { Charted } from './charted-runs.ts';
import type { ChartsView } from './charts-view.ts';
import type { EChartsOption } from './echarts.ts';

/** What a drawn chart can be asked for, to be kept as a file. Charts of files have none: their files can be saved. */
export interface ChartHandle {
  /** What is drawn now, in the colours of the theme. */
  option: () => EChartsOption;
  /** The same as a table: a row of names, then the values that are drawn. */
  rows: () => readonly (readonly (string | number | undefined)[])[];
}

/** What every kind of chart is given. It fills its tile. */
export interface ChartProps<Settings extends ChartSettings = ChartSettings> {
  settings: Settings;
  charted: Charted;
  /** What is set for all line charts. */
  lines: LineDefaults;
  onChange: (settings: ChartSettings) => void;
  /** How much of what there is is drawn, for the tile's head: `3,000 of 1,000,000 points`. */
  onNote: (note: string | undefined) => void;
  /** Puts another filter in the place of the one in force, where the page has a table of runs. */
  onFilter?: ((filter: string) => void) | undefined;
  handle: Ref<ChartHandle>;
}

/** What a page of charts is given. */
export interface ChartsPaneProps {
  charted: Charted;
  /** Every metric that any of the runs has. */
  metrics: readonly string[];
  view: ChartsView;
  onChange: (view: ChartsView) => void;
  onFilter?: (filter: string) => void;
}
