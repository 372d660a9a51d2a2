import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { type ChartColours, chartColours } from '../components/chart-colours.ts';
import { ErrorNotice } from '../components/ErrorNotice.tsx';
import { ChartHint } from './ChartHint.tsx';
import type { ChartHandle, ChartProps } from './chart-props.ts';
import { EChart } from './EChart.tsx';
import type { ECharts, EChartsOption } from './echarts.ts';
import { useRunHover } from './use-run-hover.ts';

/** The series of a plot whose every value is a run. */
export const RUNS_SERIES = 'runs';

interface PlotProps extends Pick<ChartProps, 'onNote'> {
  chartId: string;
  /** What the chart shows, in words; its note follows. */
  label: string;
  /** How much of what there is is drawn. */
  note: string;
  option: (colours: ChartColours) => EChartsOption;
  rows: ChartHandle['rows'];
  /** Said in the chart's place where there is nothing to draw. */
  hint: string | undefined;
  error: Error | null;
  onRetry: () => void;
  /** The run of each value of the series of runs. */
  runIds?: readonly (string | undefined)[];
  handle: Ref<ChartHandle>;
  ref?: Ref<ECharts>;
  onReady?: (chart: ECharts) => (() => void) | undefined;
  /** Over the plot. */
  children?: ReactNode;
}

const NO_RUNS: readonly string[] = [];

/** What the kinds of charts that look at runs have in common: the note, the hint, the files and the run under the pointer. */
export function Plot({ error, onRetry, hint, note, onNote, option, rows, handle, ...drawn }: PlotProps) {
  useEffect(() => onNote(note), [note, onNote]);
  useImperativeHandle(handle, () => ({ option: () => option(chartColours()), rows }), [option, rows]);
  if (error) return <ErrorNotice error={error} onRetry={onRetry} />;
  if (hint !== undefined) return <ChartHint>{hint}</ChartHint>;
  return <Drawn {...drawn} note={note} option={option} />;
}

type DrawnProps = Pick<
  PlotProps,
  'chartId' | 'label' | 'note' | 'option' | 'runIds' | 'ref' | 'onReady' | 'children'
>;

function Drawn({ chartId, label, note, option, runIds = NO_RUNS, ref, onReady, children }: DrawnProps) {
  const chart = useRef<ECharts>(null);
  useImperativeHandle(ref, () => chart.current as ECharts, []);
  const hover = useRunHover({ chart, chartId, seriesId: RUNS_SERIES, runIds });
  return (
    <div className="relative size-full">
      <EChart
        ref={chart}
        option={option}
        label={note === '' ? label : `${label}: ${note}`}
        onReady={(ready) => {
          const leaves = [hover(ready), onReady?.(ready)];
          return () => {
            for (const leave of leaves) leave?.();
          };
        }}
      />
      {children}
    </div>
  );
}
