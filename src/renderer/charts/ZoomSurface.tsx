import { type PointerEvent, type ReactNode, useState } from 'react';
import type { Range } from './line/use-zoom.ts';

/** A drag shorter than this is a press. */
const SHORTEST_DRAG = 6;

interface ZoomSurfaceProps {
  /** The x that lies so many pixels from the left edge. */
  xAt: (pixels: number) => number | undefined;
  /** Told the range that was dragged over; undefined for all of it again, on a double press. */
  onZoom: (range: Range | undefined) => void;
  children: ReactNode;
}

/** A plot in which dragging along chooses a part of the x-axis. */
export function ZoomSurface({ xAt, onZoom, children }: ZoomSurfaceProps) {
  const [drag, setDrag] = useState<{ from: number; to: number }>();
  const at = (event: PointerEvent) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  const finish = () => {
    setDrag(undefined);
    if (drag === undefined || Math.abs(drag.to - drag.from) < SHORTEST_DRAG) return;
    const [from, to] = [drag.from, drag.to].sort((a, b) => a - b).map(xAt);
    if (from !== undefined && to !== undefined && to > from) onZoom({ from, to });
  };
  return (
    <div
      className="relative size-full touch-none"
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
      {children}
      {drag && (
        <div
          className="pointer-events-none absolute inset-y-0 bg-accent opacity-15"
          style={{ left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) }}
        />
      )}
    </div>
  );
}
