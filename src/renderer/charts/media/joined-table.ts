import type { TableColumn } from '../../artifacts/table-source.ts';

interface RunTable {
  runId: string;
  runName: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The rows of several runs' tables, the run's name in the first cell. */
interface JoinedTable {
  columns: readonly TableColumn[];
  rows: readonly JoinedRow[];
}

interface JoinedRow {
  runId: string;
  cells: readonly string[];
}

export interface TableSort {
  column: number;
  isDescending: boolean;
}

const words = new Intl.Collator('en', { numeric: true });

/** One table with every column that any of the tables has, in the order in which they come; what a table does not have stays empty. */
export function joinRunTables(tables: readonly RunTable[]): JoinedTable {
  const names = [...new Set(tables.flatMap(({ columns }) => columns))];
  const rows = tables.flatMap(({ runId, runName, columns, rows: own }) => {
    const order = names.map((name) => columns.indexOf(name));
    return own.map((row) => ({ runId, cells: [runName, ...order.map((at) => row[at] ?? '')] }));
  });
  const columns = names.map((name, index) => ({ name, isNumeric: isNumeric(rows, index + 1) }));
  return { columns: [{ name: 'Run', isNumeric: false }, ...columns], rows };
}

/** The rows that hold the text in any cell, sorted; as they come where no column sorts them. Empty cells are last either way. */
export function arrangedRows(
  { columns, rows }: JoinedTable,
  filter: string,
  sort: TableSort | undefined,
): readonly JoinedRow[] {
  const text = filter.trim().toLowerCase();
  const kept =
    text === '' ? rows : rows.filter(({ cells }) => cells.some((cell) => cell.toLowerCase().includes(text)));
  if (sort === undefined) return kept;
  const { column, isDescending } = sort;
  const compare = columns[column]?.isNumeric
    ? (a: string, b: string) => Number(a) - Number(b)
    : words.compare;
  return kept.toSorted((one, other) => {
    const a = one.cells[column] ?? '';
    const b = other.cells[column] ?? '';
    if (a === '' || b === '') return Number(a === '') - Number(b === '');
    return isDescending ? compare(b, a) : compare(a, b);
  });
}

/** The sort after a press on a column's head: upwards, downwards, none. */
export function nextSort(sort: TableSort | undefined, column: number): TableSort | undefined {
  if (sort?.column !== column) return { column, isDescending: false };
  return sort.isDescending ? undefined : { column, isDescending: true };
}

function isNumeric(rows: readonly JoinedRow[], column: number): boolean {
  const values = rows.flatMap(({ cells }) => (cells[column] ? [cells[column]] : []));
  return values.length > 0 && values.every((value) => Number.isFinite(Number(value)));
}
