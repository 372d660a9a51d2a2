import { useCallback, useMemo } from 'react';
import type { ChartColours } from '../../components/chart-colours.ts';
import { useRunFields } from '../../queries/run-fields.ts';
import type { ChartProps } from '../chart-props.ts';
import type { ScatterSettings } from '../chart-settings.ts';
import { fieldNote } from '../field-note.ts';
import { labelOf, plainValue } from '../fields.ts';
import { Plot } from '../Plot.tsx';
import { useRunColourOf } from '../use-run-colour-of.ts';
import { scatterOption } from './scatter-option.ts';
import { scatterData } from './scatter-points.ts';

/** One field of all matching runs against another. */
export function ScatterChart({ settings, charted, onNote, handle }: ChartProps<ScatterSettings>) {
  const { x, y, colour } = settings;
  const source = useRunFields({
    experimentIds: charted.experimentIds,
    filter: charted.filter,
    isDeleted: charted.isDeleted,
    fields: [x, y, ...(colour === undefined ? [] : [colour])],
  });
  const data = useMemo(() => scatterData(source.rows, settings), [source.rows, settings]);
  const colourOfRun = useRunColourOf(colour === undefined);
  const option = useCallback(
    (theme: ChartColours) => scatterOption(data, colourOfRun, theme),
    [data, colourOfRun],
  );
  const rows = useCallback(
    () => [
      ['run_id', 'run_name', x, y, ...(colour === undefined ? [] : [colour])],
      ...data.points.map((point) => [
        point.row.run_id,
        point.row.run_name,
        plainValue(data.x, point.x),
        plainValue(data.y, point.y),
        ...(data.colour === undefined ? [] : [plainValue(data.colour, point.colour)]),
      ]),
    ],
    [data, x, y, colour],
  );
  const isEmpty = data.points.length === 0 && !source.isReading;
  return (
    <Plot
      chartId={settings.id}
      label={`${labelOf(y)} against ${labelOf(x)}`}
      note={fieldNote(data.points.length, source)}
      onNote={onNote}
      option={option}
      rows={rows}
      hint={isEmpty ? `No matching run has both ${labelOf(x)} and ${labelOf(y)}.` : undefined}
      error={source.error}
      onRetry={source.retry}
      runIds={useMemo(() => data.points.map(({ row }) => row.run_id), [data])}
      handle={handle}
    />
  );
}
