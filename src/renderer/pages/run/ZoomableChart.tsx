import { type PointerEvent, useRef, useState } from 'react';
import type { DrawnChart } from '../../components/LineChart.tsx';
import { useLineChart } from '../../components/lazy-line-chart.ts';
import type { StepRange } from '../../queries/metric-samples.ts';

/** A drag shorter than this is a press. */
const SHORTEST_DRAG = 6;

interface ZoomableChartProps {
  line: Float64Array;
  xName: string;
  label: string;
  /** Told the range that was dragged over; undefined for all of it again, on a double press. */
  onZoom: (range: StepRange | undefined) => void;
}

export function ZoomableChart({ line, xName, label, onZoom }: ZoomableChartProps) {
  const LineChart = useLineChart();
  const chart = useRef<DrawnChart>(null);
  const [drag, setDrag] = useState<{ from: number; to: number }>();
  const at = (event: PointerEvent) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  const finish = () => {
    setDrag(undefined);
    if (drag === undefined || chart.current === null || Math.abs(drag.to - drag.from) < SHORTEST_DRAG) return;
    const [from, to] = [drag.from, drag.to].sort((a, b) => a - b).map(chart.current.xAt);
    if (from !== undefined && to !== undefined && to > from) onZoom({ from, to });
  };
  return (
    <div
      className="relative size-full"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: at(event), to: at(event) });
      }}
      onPointerMove={(event) => drag && setDrag({ from: drag.from, to: at(event) })}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(undefined)}
      onDoubleClick={() => onZoom(undefined)}
    >
      {LineChart && <LineChart ref={chart} line={line} xName={xName} label={label} />}
      {drag && (
        <div
          className="pointer-events-none absolute inset-y-0 bg-accent opacity-15"
          style={{ left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) }}
        />
      )}
    </div>
  );
}
