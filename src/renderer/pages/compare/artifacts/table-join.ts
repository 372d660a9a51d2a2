/** A table of text, as two runs logged it. */
export interface PlainTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Rows with equal keys beside each other: where they are in either table. */
export interface JoinedRow {
  key: string;
  left: readonly string[] | undefined;
  right: readonly string[] | undefined;
  /** Positions in `JoinedTable.columns` whose cells differ. */
  changed: readonly number[];
}

export interface JoinedTable {
  /** The columns of either table, those of the left one first, without the key. */
  columns: readonly string[];
  rows: readonly JoinedRow[];
  /** How many are equal, differ, and are in one table only. */
  counts: { same: number; changed: number; left: number; right: number };
}

/** Joined by position: there is no key. */
export const BY_POSITION = '';

/** Names that people give to keys. */
const KEY_NAME = /^(?:id|key|name|index|step|epoch|uuid|label|class|file|path)$|(?:_|\b)(?:id|key)$/i;

/** The columns that both tables have. */
export function sharedColumns(left: PlainTable, right: PlainTable): string[] {
  return left.columns.filter((name) => right.columns.includes(name));
}

/** The column that tells rows apart in both tables, one that is named like a key before others; by position without any. */
export function guessedKey(left: PlainTable, right: PlainTable): string {
  const unique = sharedColumns(left, right).filter((name) => isUnique(left, name) && isUnique(right, name));
  const meeting = unique.filter((name) => meets(left, right, name));
  return meeting.find((name) => KEY_NAME.test(name)) ?? meeting[0] ?? BY_POSITION;
}

/** Both tables as one. Of rows with one key the first of either meet, then the second ones. */
export function joinTables(left: PlainTable, right: PlainTable, key: string): JoinedTable {
  const columns = [...new Set([...left.columns, ...right.columns])].filter((name) => name !== key);
  const lefts = cellsOf(left, key, columns);
  const rights = cellsOf(right, key, columns);
  const rightAt = new Map(rights.map((row) => [row.id, row]));
  const leftIds = new Set(lefts.map(({ id }) => id));
  const rows = [
    ...lefts.map((row) => joined(row.key, row.cells, rightAt.get(row.id)?.cells)),
    ...rights.filter(({ id }) => !leftIds.has(id)).map((row) => joined(row.key, undefined, row.cells)),
  ];
  const count = (of: (row: JoinedRow) => boolean) => rows.filter(of).length;
  const inBoth = ({ left: a, right: b }: JoinedRow) => a !== undefined && b !== undefined;
  return {
    columns,
    rows,
    counts: {
      same: count((row) => inBoth(row) && row.changed.length === 0),
      changed: count((row) => inBoth(row) && row.changed.length > 0),
      left: count((row) => row.right === undefined),
      right: count((row) => row.left === undefined),
    },
  };
}

/** How far a changed number is from what it was; undefined for other cells. */
export function numbersOf(before: string, after: string): readonly [number, number] | undefined {
  if (before.trim() === '' || after.trim() === '') return undefined;
  const pair = [Number(before), Number(after)] as const;
  return pair.every((value) => Number.isFinite(value)) ? pair : undefined;
}

function joined(
  key: string,
  left: readonly string[] | undefined,
  right: readonly string[] | undefined,
): JoinedRow {
  const changed =
    left === undefined || right === undefined
      ? []
      : left.flatMap((cell, index) => (cell === right[index] ? [] : index));
  return { key, left, right, changed };
}

/** Each row's key, what tells it from others with the same key, and its cells in the order of `columns`. */
function cellsOf({ columns: own, rows }: PlainTable, key: string, columns: readonly string[]) {
  const keyAt = own.indexOf(key);
  const order = columns.map((name) => own.indexOf(name));
  const seen = new Map<string, number>();
  return rows.map((row, index) => {
    const value = key === BY_POSITION ? String(index + 1) : (row[keyAt] ?? '');
    const times = (seen.get(value) ?? 0) + 1;
    seen.set(value, times);
    return { key: value, id: `${times} ${value}`, cells: order.map((at) => row[at] ?? '') };
  });
}

function isUnique({ columns, rows }: PlainTable, name: string): boolean {
  const at = columns.indexOf(name);
  return new Set(rows.map((row) => row[at] ?? '')).size === rows.length;
}

/** Half of the smaller table's rows are found in the other: what differs in every row is a value, no key. */
function meets(left: PlainTable, right: PlainTable, name: string): boolean {
  const leftAt = left.columns.indexOf(name);
  const rightAt = right.columns.indexOf(name);
  const known = new Set(left.rows.map((row) => row[leftAt]));
  const met = right.rows.filter((row) => known.has(row[rightAt])).length;
  return met * 2 >= Math.min(left.rows.length, right.rows.length);
}
