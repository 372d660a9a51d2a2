/** A value to sort by; undefined is missing. */
export type Cell = string | number | bigint | undefined;

function rank(cell: Cell): number {
  if (cell === undefined) return 2;
  return Number.isNaN(cell) ? 1 : 0;
}

/** By code point, which is the order of UTF-8 bytes. */
function compareTexts(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function compareCells(left: Cell, right: Cell, ascending: boolean): number {
  if (rank(left) !== rank(right) || rank(left) > 0) return rank(left) - rank(right);
  const order =
    typeof left === 'string' && typeof right === 'string'
      ? compareTexts(left, right)
      : Number((left as number) > (right as number)) - Number((left as number) < (right as number));
  return ascending ? order : -order;
}

/** One sort key: what to read of an entity, and in which direction. */
export interface NaiveKey<Item> {
  cell: (item: Item) => Cell;
  ascending: boolean;
}

/** Sorted as MLflow says: values, then NaN, then missing, whichever the direction. */
export function naiveSort<Item>(items: readonly Item[], keys: readonly NaiveKey<Item>[]): Item[] {
  return items.toSorted((left, right) => {
    for (const { cell, ascending } of keys) {
      const order = compareCells(cell(left), cell(right), ascending);
      if (order !== 0) return order;
    }
    return 0;
  });
}
