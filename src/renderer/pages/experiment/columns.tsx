import type { ReactNode } from 'react';
import type { Run } from '../../../contract/index.ts';
import { StatusLabel } from '../../components/StatusLabel.tsx';
import { Duration, RelativeTime } from '../../components/Time.tsx';
import { formatNumber } from '../../format.ts';

export interface Column {
  /** The name that addresses the column in a filter. */
  id: string;
  group: '' | 'Metrics' | 'Params';
  label: string;
  /** A CSS grid track. */
  width: string;
  isNumeric: boolean;
  cell(run: Run): ReactNode;
  /** The whole value, where the cell shortens it. */
  full?(run: Run): string | undefined;
}

const attributes: readonly Column[] = [
  {
    id: 'attributes.run_name',
    group: '',
    label: 'Name',
    width: 'minmax(176px, 1fr)',
    isNumeric: false,
    cell: ({ info }) => info.run_name,
    full: ({ info }) => info.run_name,
  },
  {
    id: 'attributes.status',
    group: '',
    label: 'Status',
    width: '100px',
    isNumeric: false,
    cell: ({ info }) => <StatusLabel status={info.status} />,
  },
  {
    id: 'attributes.start_time',
    group: '',
    label: 'Started',
    width: '96px',
    isNumeric: false,
    cell: ({ info }) => <RelativeTime time={Number(info.start_time)} />,
  },
  {
    id: 'duration',
    group: '',
    label: 'Duration',
    width: '84px',
    isNumeric: true,
    cell: ({ info }) => (
      <Duration
        start={Number(info.start_time)}
        end={info.end_time === undefined ? undefined : Number(info.end_time)}
        isRunning={info.status === 'RUNNING'}
      />
    ),
  },
  {
    id: 'attributes.user_id',
    group: '',
    label: 'User',
    width: '80px',
    isNumeric: false,
    cell: ({ info }) => info.user_id,
    full: ({ info }) => info.user_id,
  },
];

/** The columns of a list of runs: its attributes, then the given metrics and params. */
export function columnsOf(metricKeys: readonly string[], params: readonly ParamColumn[]): Column[] {
  return [...attributes, ...metricKeys.map(metricColumn), ...params.map(paramColumn)];
}

export interface ParamColumn {
  key: string;
  isNumeric: boolean;
}

function metricColumn(key: string): Column {
  const valueIn = (run: Run) => run.data.metrics?.find((metric) => metric.key === key)?.value;
  return {
    id: `metrics.${key}`,
    group: 'Metrics',
    label: key,
    width: '92px',
    isNumeric: true,
    cell(run) {
      const value = valueIn(run);
      return value === undefined ? '' : formatNumber(value);
    },
    full: (run) => valueIn(run)?.toString(),
  };
}

function paramColumn({ key, isNumeric }: ParamColumn): Column {
  const valueIn = (run: Run) => run.data.params?.find((param) => param.key === key)?.value;
  return {
    id: `params.${key}`,
    group: 'Params',
    label: key,
    width: '92px',
    isNumeric,
    cell: valueIn,
    full: valueIn,
  };
}
