/** Least pixels of the longer edge of a picture. */
const LEAST = 96;

interface CellGrid {
  columns: number;
  /** Of a cell with its caption, in pixels. */
  height: number;
}

interface Room {
  width: number;
  height: number;
  /** Of the lines below a picture, in pixels. */
  caption: number;
  /** Width to height of a picture. */
  aspect: number;
}

/** The grid in which so many pictures come out largest; where they would become too small it is scrolled from top to bottom. */
export function cellGrid(count: number, { width, height, caption, aspect }: Room): CellGrid {
  let best = { columns: 1, picture: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const picture = Math.min(width / columns / aspect, height / rows - caption);
    if (picture > best.picture) best = { columns, picture };
  }
  if (best.picture * Math.max(1, aspect) >= LEAST)
    return { columns: best.columns, height: Math.floor(best.picture) + caption };
  const columns = Math.max(1, Math.min(count, Math.floor(width / LEAST)));
  return { columns, height: Math.round(Math.min(LEAST, width / columns / aspect)) + caption };
}
