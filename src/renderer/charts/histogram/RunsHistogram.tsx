import { useCallback, useMemo } from 'react';
import type { ChartColours } from '../../components/chart-colours.ts';
import { useRunFields } from '../../queries/run-fields.ts';
import type { ChartProps } from '../chart-props.ts';
import type { HistogramSettings } from '../chart-settings.ts';
import { fieldNote } from '../field-note.ts';
import { valueOf } from '../fields.ts';
import { Plot } from '../Plot.tsx';
import { bins } from '../statistics.ts';
import { histogramOption } from './histogram-option.ts';

/** How many of all matching runs have which latest value. */
export function RunsHistogram({ settings, charted, onNote, handle }: ChartProps<HistogramSettings>) {
  const { metric } = settings;
  const source = useRunFields({
    experimentIds: charted.experimentIds,
    filter: charted.filter,
    isDeleted: charted.isDeleted,
    fields: [`metrics.${metric}`],
  });
  const values = useMemo(
    () =>
      source.rows.flatMap((row) => {
        const value = valueOf(row, `metrics.${metric}`);
        return typeof value === 'number' ? [value] : [];
      }),
    [source.rows, metric],
  );
  const made = useMemo(() => bins(values), [values]);
  const option = useCallback((theme: ChartColours) => histogramOption(made, metric, theme), [made, metric]);
  const rows = useCallback(
    () => [['from', 'to', 'runs'], ...made.map(({ from, to, count }) => [from, to, count])],
    [made],
  );
  return (
    <Plot
      chartId={settings.id}
      label={`How many runs have which ${metric}`}
      note={fieldNote(values.length, source)}
      onNote={onNote}
      option={option}
      rows={rows}
      hint={values.length === 0 && !source.isReading ? `No matching run has ${metric}.` : undefined}
      error={source.error}
      onRetry={source.retry}
      handle={handle}
    />
  );
}
