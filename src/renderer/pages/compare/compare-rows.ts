import type { Run } from '../../../contract/index.ts';
import { formatDateTime, formatDuration, formatNumber } from '../../format.ts';
import { betterDirection } from '../../metric-summary.ts';

/** Which end of a metric is the better one, `none` where neither is. */
export type Better = 'less' | 'more' | 'none';

/** One thing that is compared: what each run has of it, in the order of the runs. */
export interface CompareRow {
  /** The field as a filter names it: `params.lr`. It tells the row from all others. */
  id: string;
  label: string;
  /** In words; undefined where a run does not have it. */
  readonly values: readonly (string | undefined)[];
  /** The same as numbers, for metrics. */
  numbers?: readonly (number | undefined)[];
  /** Which way a metric should go. */
  better?: Better;
  /** Where the best values are. Empty where all are equal, or where nothing is better than another. */
  best: readonly number[];
  differs: boolean;
  /** The file among the artifacts that the row is of. */
  file?: string;
}

export interface CompareSection {
  name: string;
  rows: readonly CompareRow[];
}

/** Which value of a metric's history is compared. */
export type MetricValue = 'last' | 'min' | 'max' | 'best';

/** The least and the greatest value of a metric; an end that is absent is NaN. */
export interface MetricRange {
  min?: number | undefined;
  max?: number | undefined;
}

export interface CompareOptions {
  /** What a person said of metrics, over what their names say. */
  better?: Readonly<Record<string, Better>>;
  metricValue?: MetricValue;
  /** By run id, then by metric. Without it the last values are compared. */
  ranges?: ReadonlyMap<string, Readonly<Record<string, MetricRange>>> | undefined;
  /** Names by id. */
  experiments?: ReadonlyMap<string, string>;
}

const OWN_TAGS = 'mlflow.';
const SOURCE_TAGS: readonly (readonly [tag: string, label: string])[] = [
  ['mlflow.source.name', 'Source'],
  ['mlflow.source.git.commit', 'Git commit'],
  ['mlflow.source.git.branch', 'Git branch'],
  ['mlflow.source.git.repoURL', 'Git repository'],
  ['mlflow.project.entryPoint', 'Entry point'],
];
const ENVIRONMENT_TAGS = /^mlflow\.(?:docker|databricks\.cluster|project\.(?:env|backend)|system)/;
export const GIT_COMMIT = 'tags.mlflow.source.git.commit';
/** Of a date and time in words. */
const TO_THE_MINUTE = 'YYYY-MM-DD HH:MM'.length;
const BEST_END = { less: 'min', more: 'max', none: 'last' } as const;
const byName = new Intl.Collator('en', { numeric: true });

/** What the tracker knows of runs, compared. */
export function compareSections(runs: readonly Run[], options: CompareOptions = {}): CompareSection[] {
  return [
    { name: 'Run', rows: runRows(runs, options.experiments) },
    { name: 'Params', rows: namedRows(runs, 'params', ({ data }) => data.params ?? []) },
    { name: 'Metrics', rows: metricRows(runs, options) },
    {
      name: 'Tags',
      rows: namedRows(runs, 'tags', ({ data }) =>
        (data.tags ?? []).filter(({ key }) => !key.startsWith(OWN_TAGS)),
      ),
    },
    { name: 'Datasets', rows: datasetRows(runs) },
  ].filter(({ rows }) => rows.length > 0);
}

/** Rows that are made of the runs' files. */
export interface FileRows {
  /** Their packages. */
  environment: readonly CompareRow[];
  /** Code that they logged. */
  code: readonly CompareRow[];
}

/** Where runs come from: what they ran in, and which code. */
export function originSections(runs: readonly Run[], { environment, code }: FileRows): CompareSection[] {
  return [
    { name: 'Environment', rows: [...environment, ...environmentTagRows(runs)] },
    { name: 'Code', rows: [...sourceRows(runs), ...code] },
  ].filter(({ rows }) => rows.length > 0);
}

/** The rows that differ alone, in sections that have any. */
export function differing(sections: readonly CompareSection[]): CompareSection[] {
  return sections
    .map(({ name, rows }) => ({ name, rows: rows.filter(({ differs }) => differs) }))
    .filter(({ rows }) => rows.length > 0);
}

/** A row of texts. */
export function textRow(id: string, label: string, values: readonly (string | undefined)[]): CompareRow {
  return { id, label, values, best: [], differs: new Set(values).size > 1 };
}

function runRows(runs: readonly Run[], experiments: CompareOptions['experiments']): CompareRow[] {
  const row = (label: string, read: (run: Run) => string | undefined) =>
    textRow(`attributes.${label}`, label, runs.map(read));
  return [
    row('Status', ({ info }) => sentenceCase(info.status)),
    row('Started', ({ info }) => formatDateTime(Number(info.start_time)).slice(0, TO_THE_MINUTE)),
    row('Duration', ({ info }) =>
      info.end_time === undefined
        ? undefined
        : formatDuration(Number(info.end_time) - Number(info.start_time)),
    ),
    row('User', ({ info }) => info.user_id),
    row('Experiment', ({ info }) => experiments?.get(info.experiment_id) ?? info.experiment_id),
  ];
}

const sentenceCase = (word: string) => `${word.charAt(0)}${word.slice(1).toLowerCase()}`;

function namedRows(
  runs: readonly Run[],
  kind: 'params' | 'tags',
  read: (run: Run) => readonly { key: string; value: string }[],
): CompareRow[] {
  const maps = runs.map((run) => new Map(read(run).map(({ key, value }) => [key, value])));
  return keysOf(maps).map((key) =>
    textRow(
      `${kind}.${key}`,
      key,
      maps.map((map) => map.get(key)),
    ),
  );
}

function metricRows(runs: readonly Run[], options: CompareOptions): CompareRow[] {
  const { metricValue = 'last', ranges } = options;
  const maps = runs.map(({ data }) => new Map((data.metrics ?? []).map(({ key, value }) => [key, value])));
  const ofRuns = runs.map(({ info }) => ranges?.get(info.run_id));
  return keysOf(maps).map((key) => {
    const better = options.better?.[key] ?? betterDirection(key) ?? 'none';
    const end = metricValue === 'best' ? BEST_END[better] : metricValue;
    const numbers = maps.map((map, index) => {
      if (end === 'last' || ranges === undefined || !map.has(key)) return map.get(key);
      const range = ofRuns[index]?.[key];
      return range && (range[end] ?? Number.NaN);
    });
    return metricRow(key, numbers, better);
  });
}

function metricRow(key: string, numbers: readonly (number | undefined)[], better: Better): CompareRow {
  // As numbers: two that are written alike may differ.
  const differs = numbers.some((value) => !Object.is(value, numbers[0]));
  return {
    id: `metrics.${key}`,
    label: key,
    // Made where it is looked at: runs may have thousands of metrics.
    get values() {
      return numbers.map((value) => (value === undefined ? undefined : formatNumber(value)));
    },
    numbers,
    better,
    best: differs && better !== 'none' ? bestOf(numbers, better === 'less') : [],
    differs,
  };
}

/** Where the best numbers are; NaN is never the best. */
function bestOf(numbers: readonly (number | undefined)[], isLess: boolean): number[] {
  const found = numbers.filter((value) => value !== undefined && !Number.isNaN(value)) as number[];
  if (found.length === 0) return [];
  // Not spread into Math.min: there may be many runs.
  const best = found.reduce((a, b) => (isLess ? Math.min(a, b) : Math.max(a, b)));
  return numbers.flatMap((value, index) => (value === best ? index : []));
}

function datasetRows(runs: readonly Run[]): CompareRow[] {
  const maps = runs.map(
    ({ inputs }) =>
      new Map((inputs.dataset_inputs ?? []).map(({ dataset }) => [dataset.name, dataset.digest])),
  );
  return keysOf(maps).map((name) =>
    textRow(
      `datasets.${name}`,
      name,
      maps.map((map) => map.get(name)),
    ),
  );
}

function environmentTagRows(runs: readonly Run[]): CompareRow[] {
  return namedRows(runs, 'tags', ({ data }) =>
    (data.tags ?? []).filter(({ key }) => ENVIRONMENT_TAGS.test(key)),
  );
}

function sourceRows(runs: readonly Run[]): CompareRow[] {
  return SOURCE_TAGS.map(([tag, label]) =>
    textRow(
      `tags.${tag}`,
      label,
      runs.map(({ data }) => data.tags?.find(({ key }) => key === tag)?.value),
    ),
  ).filter(({ values }) => values.some((value) => value !== undefined));
}

export function keysOf(maps: readonly ReadonlyMap<string, unknown>[]): string[] {
  return [...new Set(maps.flatMap((map) => [...map.keys()]))].sort(byName.compare);
}
