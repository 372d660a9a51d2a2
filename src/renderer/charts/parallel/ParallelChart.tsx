import { X } from 'lucide-react';
import { useCallback, useMemo, useRef } from 'react';
import { Button } from '../../components/Button.tsx';
import type { ChartColours } from '../../components/chart-colours.ts';
import { narrowed } from '../../filter-editor/field-text.ts';
import { formatCount } from '../../format.ts';
import { useRunFields } from '../../queries/run-fields.ts';
import { useElementSize } from '../../use-element-size.ts';
import type { ChartProps } from '../chart-props.ts';
import type { ParallelSettings } from '../chart-settings.ts';
import type { ECharts } from '../echarts.ts';
import { fieldNote } from '../field-note.ts';
import { fieldColumn, plainValue } from '../fields.ts';
import { Plot } from '../Plot.tsx';
import { useRunColourOf } from '../use-run-colour-of.ts';
import {
  brushClause,
  countWithin,
  type Intervals,
  NO_INTERVALS,
  useBrush,
  useBrushOf,
  withField,
} from './brush.ts';
import { hasOwnColours, parallelOption } from './parallel-option.ts';
import { useBrushing } from './use-brushing.ts';

/** All matching runs as lines through their fields. What is brushed on the axes narrows the table. */
export function ParallelChart({ settings, charted, onNote, onFilter, handle }: ChartProps<ParallelSettings>) {
  const { id, fields, colour: colourField } = settings;
  const chart = useRef<ECharts>(null);
  const element = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(element);
  const brush = useBrushOf(charted.filter);
  const own = brush?.chartId === id ? brush : undefined;
  const intervals = own?.intervals ?? NO_INTERVALS;
  // The lines outside of the brush stay, faint.
  const source = useRunFields({
    experimentIds: charted.experimentIds,
    filter: own?.base ?? charted.filter,
    isDeleted: charted.isDeleted,
    fields: [...fields, ...(colourField === undefined ? [] : [colourField])],
  });
  const columns = useMemo(
    () => fields.map((field) => fieldColumn(source.rows, field)),
    [source.rows, fields],
  );
  const colour = useMemo(
    () => (colourField === undefined ? undefined : fieldColumn(source.rows, colourField)),
    [source.rows, colourField],
  );
  const colourOfRun = useRunColourOf(hasOwnColours(source.rows.length, colour));
  const option = useCallback(
    (theme: ChartColours) =>
      parallelOption({ rows: source.rows, columns, colour, colourOfRun, width }, theme),
    [source.rows, columns, colour, colourOfRun, width],
  );
  const apply = (next: Intervals) => {
    const base = brush?.base ?? charted.filter;
    const clause = brushClause(columns, source.rows, next);
    const text = clause === undefined || onFilter === undefined ? base : narrowed(base, clause);
    useBrush.setState({
      brush: clause && { chartId: id, intervals: next, base, narrowed: text, replaced: charted.filter },
    });
    onFilter?.(text);
  };
  const brushing = useBrushing({
    chart,
    columns,
    intervals,
    option,
    onBrush: (field, chosen) => apply(withField(intervals, field, chosen)),
  });
  const rows = useCallback(
    () => [
      ['run_id', 'run_name', ...fields],
      ...source.rows.map(({ run_id, run_name }, index) => [
        run_id,
        run_name,
        ...columns.map((column) => plainValue(column, column.values[index])),
      ]),
    ],
    [source.rows, columns, fields],
  );
  const note = fieldNote(source.rows.length, source);
  return (
    <div ref={element} className="size-full">
      <Plot
        ref={chart}
        chartId={id}
        label={`Parallel coordinates of ${columns.map(({ label }) => label).join(', ')}`}
        note={own ? `${formatCount(countWithin(columns, intervals))} brushed of ${note}` : note}
        onNote={onNote}
        option={option}
        rows={rows}
        hint={source.rows.length === 0 && !source.isReading ? 'No run matches the filter.' : undefined}
        error={source.error}
        onRetry={source.retry}
        runIds={useMemo(() => source.rows.map(({ run_id }) => run_id), [source.rows])}
        handle={handle}
        onReady={brushing}
      >
        {own && (
          <Button
            className="absolute bottom-1 left-1/2 h-6 -translate-x-1/2"
            onClick={() => apply(NO_INTERVALS)}
          >
            <X />
            Clear brush
          </Button>
        )}
      </Plot>
    </div>
  );
}
