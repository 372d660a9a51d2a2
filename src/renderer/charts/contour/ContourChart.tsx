import { useCallback, useMemo } from 'react';
import type { ChartColours } from '../../components/chart-colours.ts';
import { useRunFields } from '../../queries/run-fields.ts';
import type { ChartProps } from '../chart-props.ts';
import type { ContourSettings } from '../chart-settings.ts';
import { fieldNote } from '../field-note.ts';
import { fieldColumn, labelOf } from '../fields.ts';
import { Plot } from '../Plot.tsx';
import { type ContourPlot, contourOption } from './contour-option.ts';

/** Fewer runs span no area. */
const FEWEST_RUNS = 3;

/** A field of all matching runs over two others, with what lies between the runs guessed from those near by. */
export function ContourChart({ settings, charted, onNote, handle }: ChartProps<ContourSettings>) {
  const { x, y, z } = settings;
  const source = useRunFields({
    experimentIds: charted.experimentIds,
    filter: charted.filter,
    isDeleted: charted.isDeleted,
    fields: [x, y, z],
  });
  const plot = useMemo((): ContourPlot => {
    const [ofX, ofY, ofZ] = [x, y, z].map((field) => fieldColumn(source.rows, field)) as [
      ContourPlot['x'],
      ContourPlot['y'],
      ContourPlot['z'],
    ];
    const runs = source.rows.flatMap((row, index) => {
      const [atX, atY, atZ] = [ofX.values[index], ofY.values[index], ofZ.values[index]];
      return atX === undefined || atY === undefined || atZ === undefined
        ? []
        : [{ row, x: atX, y: atY, z: atZ }];
    });
    return { runs, x: ofX, y: ofY, z: ofZ };
  }, [source.rows, x, y, z]);
  const option = useCallback((theme: ChartColours) => contourOption(plot, theme), [plot]);
  const rows = useCallback(
    () => [
      ['run_id', 'run_name', x, y, z],
      ...plot.runs.map((run) => [run.row.run_id, run.row.run_name, run.x, run.y, run.z]),
    ],
    [plot, x, y, z],
  );
  return (
    <Plot
      chartId={settings.id}
      label={`${labelOf(z)} over ${labelOf(x)} and ${labelOf(y)}`}
      note={fieldNote(plot.runs.length, source)}
      onNote={onNote}
      option={option}
      rows={rows}
      hint={source.isReading ? undefined : hintOf(plot)}
      error={source.error}
      onRetry={source.retry}
      runIds={useMemo(() => plot.runs.map(({ row }) => row.run_id), [plot])}
      handle={handle}
    />
  );
}

function hintOf({ runs, x, y, z }: ContourPlot): string | undefined {
  const words = [x, y, z].find(({ type }) => type === 'category');
  if (words !== undefined && words.categories.length > 0)
    return `A contour takes numbers; ${words.label} has other values too.`;
  return runs.length < FEWEST_RUNS ? `It takes ${FEWEST_RUNS} runs with all three values.` : undefined;
}
