import type { RunRowData } from '../../../contract/index.ts';
import type { ScatterSettings } from '../chart-settings.ts';
import { type FieldColumn, fieldColumn } from '../fields.ts';

/** A run with both values. */
export interface ScatterPoint {
  row: RunRowData;
  x: number;
  y: number;
  colour: number | undefined;
}

export interface ScatterData {
  points: readonly ScatterPoint[];
  x: FieldColumn;
  y: FieldColumn;
  colour: FieldColumn | undefined;
  isLogX: boolean;
  isLogY: boolean;
}

/** The runs that have a place on both axes; where nobody said so, an axis of many decades is logarithmic. */
export function scatterData(rows: readonly RunRowData[], settings: ScatterSettings): ScatterData {
  const x = fieldColumn(rows, settings.x);
  const y = fieldColumn(rows, settings.y);
  const colour = settings.colour === undefined ? undefined : fieldColumn(rows, settings.colour);
  const isLogX = x.type === 'number' && (settings.isLogX ?? x.isWide);
  const isLogY = y.type === 'number' && (settings.isLogY ?? y.isWide);
  const points = rows.flatMap((row, index): ScatterPoint[] => {
    const [atX, atY] = [x.values[index], y.values[index]];
    if (atX === undefined || atY === undefined || (isLogX && atX <= 0) || (isLogY && atY <= 0)) return [];
    return [{ row, x: atX, y: atY, colour: colour?.values[index] }];
  });
  return { points, x, y, colour, isLogX, isLogY };
}
