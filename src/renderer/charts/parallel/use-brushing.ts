import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { queueDrawing } from '../draw-queue.ts';
import type { ECharts } from '../echarts.ts';
import type { FieldColumn } from '../fields.ts';
import { areSame, type Intervals, rounded } from './brush.ts';

interface Brushing {
  chart: RefObject<ECharts | null>;
  columns: readonly FieldColumn[];
  intervals: Intervals;
  /** What is drawn: anew with another one, and the intervals after it. */
  option: unknown;
  onBrush: (field: string, chosen: Intervals[string]) => void;
}

/** Keeps the intervals on the chart's axes and those that are known in step. Answers what a chart calls when it is ready. */
export function useBrushing({
  chart,
  columns,
  intervals,
  option,
  onBrush,
}: Brushing): (chart: ECharts) => undefined {
  /** What the axes show. */
  const applied = useRef<Intervals>({});
  const take = useEffectEvent((field: string, chosen: readonly (readonly number[])[]) => {
    const column = columns.find((candidate) => candidate.field === field);
    if (column === undefined) return;
    const found = rounded(chosen, column);
    if (areSame(found, applied.current[field])) return;
    applied.current = { ...applied.current, [field]: found };
    onBrush(field, found);
  });

  useEffect(
    () =>
      // After the axes themselves, which are drawn in this queue too.
      queueDrawing(() => {
        let isChanged = false;
        for (const { field } of columns) {
          const chosen = intervals[field] ?? [];
          if (areSame(chosen, applied.current[field])) continue;
          applied.current = { ...applied.current, [field]: chosen };
          chart.current?.dispatchAction({
            type: 'axisAreaSelect',
            parallelAxisId: field,
            intervals: chosen.map((ends) => [...ends]),
          });
          isChanged = true;
        }
        // An axis takes it that an interval chosen on it is drawn already; one that comes from elsewhere is drawn with the next update.
        if (isChanged) chart.current?.setOption({});
      }),
    [chart, columns, intervals, option],
  );

  return (drawn) => {
    applied.current = {};
    drawn.on('axisareaselected', (event) => {
      const { parallelAxisId, intervals: chosen } = event as unknown as {
        parallelAxisId: string;
        intervals: number[][];
      };
      take(parallelAxisId, chosen);
    });
    return undefined;
  };
}
