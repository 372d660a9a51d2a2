import { type PointerEvent, useState } from 'react';

interface ResizeHandleProps {
  /** Told how large the chart would be with its corner under the pointer, in pixels. */
  onResize: (width: number, height: number) => void;
}

/** The lower right corner of a chart. The charts of a section are of one size, so dragging one sets all of them. */
export function ResizeHandle({ onResize }: ResizeHandleProps) {
  const [isDragging, setDragging] = useState(false);
  const move = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const tile = currentTarget.parentElement?.getBoundingClientRect();
    if (isDragging && tile !== undefined) onResize(clientX - tile.left, clientY - tile.top);
  };
  return (
    <div
      aria-hidden
      className="absolute right-0 bottom-0 z-10 size-3 cursor-nwse-resize touch-none rounded-br-md border-r-2 border-b-2 border-transparent group-hover/tile:border-outline"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
      }}
      onPointerMove={move}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
    />
  );
}
