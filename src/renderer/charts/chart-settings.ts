/** What runs along the x-axis of a line chart: steps, times, or any other metric as `metrics.KEY`. */
export type XAxis = 'step' | 'relative' | 'wall' | `metrics.${string}`;

/** A value of a run as its column is called: `metrics.acc`, `params.lr`, `tags.team`, `attributes.start_time`. */
export type Field = string;

/** Which value of a metric stands for its run. */
export type BestOf = 'last' | 'min' | 'max' | 'first';

interface Settings<Kind extends string> {
  id: string;
  kind: Kind;
  /** What a person called it; absent while it is called by what it shows. */
  title?: string;
}

export interface LineSettings extends Settings<'line'> {
  metrics: readonly string[];
  /** Absent where the chart follows what is set for all of them. */
  x?: XAxis;
  /** 0 to 1. */
  smoothing?: number;
  isLogX?: boolean;
  isLogY?: boolean;
  /** Leaves the most extreme values out of the y-axis. */
  clipsOutliers?: boolean;
  yRange?: readonly [from: number | undefined, to: number | undefined];
  /** The band around the mean of a group. */
  band?: 'min-max' | 'std' | 'quartiles' | 'none';
  /** The middle line of a group. */
  middle?: 'mean' | 'median';
}

export interface BarSettings extends Settings<'bar'> {
  metric: string;
  value: BestOf;
}

export interface ScatterSettings extends Settings<'scatter'> {
  x: Field;
  y: Field;
  colour?: Field;
  isLogX?: boolean;
  isLogY?: boolean;
}

export interface ParallelSettings extends Settings<'parallel'> {
  fields: readonly Field[];
  colour?: Field;
}

export interface ContourSettings extends Settings<'contour'> {
  x: Field;
  y: Field;
  z: Field;
}

export interface BoxSettings extends Settings<'box'> {
  metric: string;
  value: BestOf;
  by?: Field;
  shape: 'box' | 'violin';
}

export interface HistogramSettings extends Settings<'histogram'> {
  metric: string;
  /** Values of all runs at once, or how the values of the shown runs spread as steps go on. */
  over: 'runs' | 'steps';
}

export interface ImportanceSettings extends Settings<'importance'> {
  metric: string;
  value: 'last' | 'min' | 'max';
}

/** Files that runs logged under one name: images and text by step, tables, sound. */
export interface MediaSettings extends Settings<'images' | 'text' | 'table' | 'audio' | 'video'> {
  /** The key that was logged under, or an artifact's path. */
  key: string;
}

export type ChartSettings =
  | LineSettings
  | BarSettings
  | ScatterSettings
  | ParallelSettings
  | ContourSettings
  | BoxSettings
  | HistogramSettings
  | ImportanceSettings
  | MediaSettings;

export type ChartKind = ChartSettings['kind'];

/** What is set for every line chart that does not say otherwise. */
export interface LineDefaults {
  x: XAxis;
  smoothing: number;
  isLogX: boolean;
  isLogY: boolean;
  clipsOutliers: boolean;
  band: NonNullable<LineSettings['band']>;
  middle: NonNullable<LineSettings['middle']>;
}

export const LINE_DEFAULTS: LineDefaults = {
  x: 'step',
  smoothing: 0,
  isLogX: false,
  isLogY: false,
  clipsOutliers: false,
  band: 'min-max',
  middle: 'mean',
};

/** A line chart with everything set. */
export type FullLineSettings = LineSettings & LineDefaults;

export function withDefaults(settings: LineSettings, defaults: LineDefaults): FullLineSettings {
  return { ...defaults, ...settings };
}
