import { type KeyboardEvent, useState } from 'react';

export interface GridPlace {
  row: number;
  column: number;
}

interface GridKeys {
  rows: number;
  columns: number;
  /** Rows that a page has. */
  page: number;
  onMove: (place: GridPlace) => void;
  onEnter: (place: GridPlace) => void;
  onCopy: (place: GridPlace) => void;
}

/** Walks a grid by keys while the grid itself has the focus: arrows, Home and End, pages; Mod+C copies. */
export function useGridKeys({ rows, columns, page, onMove, onEnter, onCopy }: GridKeys) {
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const hasMod = event.ctrlKey || event.metaKey;
    if (hasMod && event.key === 'c' && window.getSelection()?.isCollapsed !== false) {
      event.preventDefault();
      onCopy(place);
      return;
    }
    if (event.key === 'Enter') return onEnter(place);
    const next = moved(place, event.key, hasMod, { rows, columns, page });
    if (next === undefined) return;
    event.preventDefault();
    setPlace(next);
    onMove(next);
  };
  return { place, setPlace, onKeyDown };
}

function moved(
  { row, column }: GridPlace,
  key: string,
  hasMod: boolean,
  { rows, columns, page }: Pick<GridKeys, 'rows' | 'columns' | 'page'>,
): GridPlace | undefined {
  const at = (toRow: number, toColumn: number): GridPlace => ({
    row: Math.max(0, Math.min(rows - 1, toRow)),
    column: Math.max(0, Math.min(columns - 1, toColumn)),
  });
  switch (key) {
    case 'ArrowUp':
      return at(hasMod ? 0 : row - 1, column);
    case 'ArrowDown':
      return at(hasMod ? rows : row + 1, column);
    case 'ArrowLeft':
      return at(row, hasMod ? 0 : column - 1);
    case 'ArrowRight':
      return at(row, hasMod ? columns : column + 1);
    case 'PageUp':
      return at(row - page, column);
    case 'PageDown':
      return at(row + page, column);
    case 'Home':
      return hasMod ? at(0, 0) : at(row, 0);
    case 'End':
      return hasMod ? at(rows, columns) : at(row, columns);
    default:
      return undefined;
  }
}
