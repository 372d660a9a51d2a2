import { useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { type ChartColours, chartColours } from '../../components/chart-colours.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { ChartHint } from '../ChartHint.tsx';
import type { ChartProps } from '../chart-props.ts';
import { type LineSettings, withDefaults } from '../chart-settings.ts';
import { EChart } from '../EChart.tsx';
import type { ECharts } from '../echarts.ts';
import { useHovered } from '../hovered.ts';
import { NoteMenu } from '../notes/NoteMenu.tsx';
import { subjectOf } from '../notes/notes-of-chart.ts';
import { ZoomSurface } from '../ZoomSurface.tsx';
import { Crosshair } from './Crosshair.tsx';
import { crowdedLines, isCrowded } from './crowded-lines.ts';
import { drawnLines } from './drawn-lines.ts';
import { lineHandle } from './line-handle.ts';
import { lineNote } from './line-note.ts';
import { lineOption } from './line-option.ts';
import { lineSummary } from './line-summary.ts';
import { lineTooltip } from './line-tooltip.ts';
import { marksSummary, withMarks } from './mark-words.ts';
import { useBands } from './use-bands.ts';
import { useLineColours } from './use-line-colours.ts';
import { useLineHover } from './use-line-hover.ts';
import { useLineSeries } from './use-line-series.ts';
import { useMarks } from './use-marks.ts';
import { useTails } from './use-tails.ts';
import { useZoom } from './use-zoom.ts';

/** Metrics over steps, times or another metric: a line for each run, or the middle and spread of each group. */
export function LineChart({ settings, charted, lines: defaults, onNote, handle }: ChartProps<LineSettings>) {
  const asked = useMemo(() => withDefaults(settings, defaults), [settings, defaults]);
  const chart = useRef<ECharts>(null);
  const [range, zoom] = useZoom(asked.x);
  // Members of a group are lines of their own only where it is expanded.
  const runs = useMemo(
    () =>
      charted.groups === undefined
        ? charted.runs
        : charted.groups.flatMap((group) => (group.isExpanded ? group.runs : [])),
    [charted],
  );
  const series = useLineSeries(runs, asked, range);
  const full = useMemo(() => ({ ...asked, x: series.axis }), [asked, series.axis]);
  const tails = useTails({
    runs,
    metricKeys: full.metrics,
    x: full.x,
    series: series.data,
    refresh: () => void series.refetch(),
  });
  const lines = useMemo(() => drawnLines(series.data ?? [], tails, full), [series.data, tails, full]);
  const bands = useBands(charted.groups, full, range);
  const look = useLineColours(charted, full.metrics);
  const subject = useMemo(() => subjectOf(charted, full.metrics), [charted, full.metrics]);
  const marks = useMarks(subject, full.x);
  const crowded = isCrowded(lines);
  const hovered = useHovered(({ runId }) => (crowded ? runId : undefined));
  const { reference } = charted;
  const shown = useMemo(
    () => (crowded ? crowdedLines(lines, look, new Set([reference, hovered])) : lines),
    [crowded, lines, look, reference, hovered],
  );
  const option = useMemo(
    () => (colours: ChartColours) =>
      lineOption(
        {
          lines: shown,
          bands: bands.data,
          settings: full,
          range,
          reference: hovered ?? reference,
          marks,
          tooltip: (x) =>
            withMarks(lineTooltip(x, { lines, bands: bands.data, charted, axis: full.x, look }), marks, x),
          ...look,
        },
        colours,
      ),
    [lines, shown, bands.data, full, range, charted, hovered, reference, marks, look],
  );
  const note = lineNote(lines, bands.data, charted.groups, range !== undefined);
  const summary = useMemo(() => lineSummary(lines, bands.data, full.x), [lines, bands.data, full.x]);
  useEffect(() => onNote(note), [note, onNote]);
  useImperativeHandle(handle, () => lineHandle(() => option(chartColours()), lines, bands.data, full.x));
  const hover = useLineHover({ chart, chartId: settings.id, axis: full.x, lines, runs });
  const error = series.error ?? bands.error;
  if (error) return <ErrorNotice error={error} onRetry={() => void series.refetch()} />;
  if (lines.length === 0 && bands.data.length === 0) {
    const isThere = series.data !== undefined || bands.isRead;
    return isThere && <ChartHint>None of the runs that are shown has {full.metrics.join(', ')}.</ChartHint>;
  }
  return (
    <NoteMenu chart={chart} axis={full.x} lines={lines} subject={subject}>
      <ZoomSurface
        xAt={(pixels) => {
          const x = chart.current?.convertFromPixel({ xAxisIndex: 0 }, pixels);
          return typeof x === 'number' ? x : undefined;
        }}
        onZoom={zoom}
      >
        <EChart
          ref={chart}
          option={option}
          label={`${full.metrics.join(', ')}: ${[note, summary, marksSummary(marks)].filter(Boolean).join(', ')}`}
          onReady={hover}
        />
        <Crosshair chart={chart} chartId={settings.id} axis={full.x} />
      </ZoomSurface>
    </NoteMenu>
  );
}
