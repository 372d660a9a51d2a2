import { useCallback, useMemo } from 'react';
import type { ChartColours } from '../../components/chart-colours.ts';
import { formatCount } from '../../format.ts';
import { useRunFields } from '../../queries/run-fields.ts';
import type { ChartProps } from '../chart-props.ts';
import type { BoxSettings } from '../chart-settings.ts';
import { fieldNote } from '../field-note.ts';
import { labelOf } from '../fields.ts';
import { Plot } from '../Plot.tsx';
import { boxGroups } from './box-groups.ts';
import { boxOption, pointsOf } from './box-option.ts';

/** How a metric of all matching runs spreads, by a field. */
export function BoxChart({ settings, charted, onNote, handle }: ChartProps<BoxSettings>) {
  const { metric, by, shape } = settings;
  const source = useRunFields({
    experimentIds: charted.experimentIds,
    filter: charted.filter,
    isDeleted: charted.isDeleted,
    fields: [`metrics.${metric}`, ...(by === undefined ? [] : [by])],
  });
  const { groups, total } = useMemo(() => boxGroups(source.rows, settings), [source.rows, settings]);
  const points = useMemo(() => pointsOf(groups), [groups]);
  const option = useCallback(
    (theme: ChartColours) => boxOption({ groups, metric, shape }, theme),
    [groups, metric, shape],
  );
  const rows = useCallback(
    () => [
      ['run_id', 'run_name', by ?? 'group', metric],
      ...points.map(({ row, group, value }) => [row.run_id, row.run_name, groups[group]?.name, value]),
    ],
    [points, groups, by, metric],
  );
  const left = groups.length < total ? `${formatCount(groups.length)} of ${formatCount(total)} groups, ` : '';
  return (
    <Plot
      chartId={settings.id}
      label={`${metric} by ${by === undefined ? 'run' : labelOf(by)}`}
      note={left + fieldNote(points.length, source)}
      onNote={onNote}
      option={option}
      rows={rows}
      hint={points.length === 0 && !source.isReading ? `No matching run has ${metric}.` : undefined}
      error={source.error}
      onRetry={source.retry}
      runIds={useMemo(() => points.map(({ row }) => row.run_id), [points])}
      handle={handle}
    />
  );
}
