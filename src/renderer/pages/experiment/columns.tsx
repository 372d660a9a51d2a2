import type { ReactNode } from 'react';
import type { RunRowData } from '../../../contract/index.ts';
import { StatusLabel } from '../../components/StatusLabel.tsx';
import { Duration, RelativeTime } from '../../components/Time.tsx';
import { fieldText } from '../../filter-editor/field-text.ts';
import { formatDateTime, formatInColumn } from '../../format.ts';
import { type MetricValue, metricValue } from '../../queries/run-order.ts';
import { RunDurationCell, RunStatusCell } from './RunStatusCell.tsx';

type ColumnKind = 'attributes' | 'metrics' | 'params' | 'tags' | 'computed';

export interface Column {
  /** Kind and key: `metrics.loss`, `attributes.status`, `computed.duration`. */
  id: string;
  kind: ColumnKind;
  key: string;
  label: string;
  /** Said above the first of neighbouring columns of a kind. */
  group: '' | 'Metrics' | 'Params' | 'Tags';
  /** What addresses the column in a filter; undefined where none can. */
  field: string | undefined;
  width: number;
}

export const NAME_COLUMN = 'attributes.run_name';
export const NOTE_TAG = 'mlflow.note.content';
export const NOTE_COLUMN = `tags.${NOTE_TAG}`;

const ATTRIBUTES: Readonly<Record<string, { label: string; width: number }>> = {
  run_name: { label: 'Name', width: 208 },
  status: { label: 'Status', width: 100 },
  start_time: { label: 'Started', width: 96 },
  end_time: { label: 'Ended', width: 96 },
  user_id: { label: 'User', width: 84 },
  run_id: { label: 'Run ID', width: 120 },
};
const COMPUTED: Readonly<Record<string, { label: string; width: number }>> = {
  duration: { label: 'Duration', width: 84 },
  experiment: { label: 'Experiment', width: 120 },
};
const GROUPS = { attributes: '', computed: '', metrics: 'Metrics', params: 'Params', tags: 'Tags' } as const;
const KEYED_WIDTH = 104;

export const FIXED_COLUMNS: readonly string[] = [
  ...Object.keys(ATTRIBUTES).map((key) => `attributes.${key}`),
  ...Object.keys(COMPUTED).map((key) => `computed.${key}`),
  NOTE_COLUMN,
];

/** The column that an id stands for. Ids come from addresses too, so an unknown attribute is undefined. */
export function columnOf(id: string): Column | undefined {
  const dot = id.indexOf('.');
  const kind = id.slice(0, dot);
  const key = id.slice(dot + 1);
  if (kind === 'attributes' || kind === 'computed') {
    const known = (kind === 'attributes' ? ATTRIBUTES : COMPUTED)[key];
    return known && { id, kind, key, group: '', field: kind === 'attributes' ? id : undefined, ...known };
  }
  if (kind !== 'metrics' && kind !== 'params' && kind !== 'tags') return undefined;
  const named = id === NOTE_COLUMN ? { label: 'Notes', width: 200 } : { label: key, width: KEYED_WIDTH };
  return { id, kind, key, group: GROUPS[kind], field: fieldText(kind, key), ...named };
}

/** A cell's whole value as text: for hover, copying and comparing. Undefined where the run has none. */
export function cellText({ kind, key }: Column, row: RunRowData, which: MetricValue): string | undefined {
  if (kind === 'metrics') return metricValue(row, key, which)?.toString();
  if (kind === 'params') return row.params[key];
  if (kind === 'tags') return row.tags[key];
  switch (key) {
    case 'run_name':
      return row.run_name;
    case 'status':
      return row.status;
    case 'start_time':
      return formatDateTime(Number(row.start_time));
    case 'end_time':
      return row.end_time === undefined ? undefined : formatDateTime(Number(row.end_time));
    case 'user_id':
      return row.user_id;
    case 'run_id':
      return row.run_id;
    case 'experiment':
      return row.experiment_id;
    default:
      return row.end_time === undefined ? undefined : String(Number(row.end_time) - Number(row.start_time));
  }
}

/** What a filter compares with to find runs like this one in this column. */
export function filterValue(column: Column, row: RunRowData): string | number | undefined {
  if (column.id === 'attributes.start_time') return Number(row.start_time);
  if (column.id === 'attributes.end_time')
    return row.end_time === undefined ? undefined : Number(row.end_time);
  if (column.kind === 'metrics') return metricValue(row, column.key, 'last');
  return cellText(column, row, 'last');
}

/** What a cell shows. */
export function cellContent(
  column: Column,
  row: RunRowData,
  which: MetricValue,
  decimals?: number,
): ReactNode {
  if (column.kind === 'metrics') {
    const value = metricValue(row, column.key, which);
    return value === undefined ? '' : formatInColumn(value, decimals);
  }
  switch (column.id) {
    case 'attributes.status':
      return row.status === 'RUNNING' ? <RunStatusCell row={row} /> : <StatusLabel status={row.status} />;
    case 'attributes.start_time':
      return <RelativeTime time={Number(row.start_time)} />;
    case 'attributes.end_time':
      return row.end_time === undefined ? '' : <RelativeTime time={Number(row.end_time)} />;
    case 'computed.duration':
      if (row.status === 'RUNNING') return <RunDurationCell row={row} />;
      return (
        <Duration
          start={Number(row.start_time)}
          end={row.end_time === undefined ? undefined : Number(row.end_time)}
          isRunning={false}
        />
      );
    default:
      return cellText(column, row, which);
  }
}

/** Whether a column's cells are set as numbers: metrics, durations, and params whose values all read as numbers. */
export function isNumeric(column: Column, sample: readonly RunRowData[]): boolean {
  if (column.kind === 'metrics' || column.id === 'computed.duration') return true;
  if (column.kind !== 'params') return false;
  const values = sample.flatMap((row) => row.params[column.key] ?? []);
  return values.length > 0 && values.every((value) => value.trim() !== '' && Number.isFinite(Number(value)));
}
