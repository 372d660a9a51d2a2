import { useState } from 'react';

/** A part of the x-axis, both ends in it, in the axis's own unit. */
export interface Range {
  from: number;
  to: number;
}

/** Which part of the x-axis a chart shows; all of it while nobody chose one. Another axis begins whole. */
export function useZoom(axis: string): [range: Range | undefined, zoom: (range: Range | undefined) => void] {
  const [zoomed, setZoomed] = useState<{ axis: string; range: Range | undefined }>();
  const range = zoomed?.axis === axis ? zoomed.range : undefined;
  return [range, (next) => setZoomed({ axis, range: next })];
}
