import { type Column, NAME_COLUMN } from './columns.tsx';

/**
 * Columns for a table of groups: the name and the metrics first, which a group has too. What only runs have comes after those
 * and is there while runs are: so nothing moves when a group is unfolded.
 */
export function groupedColumns(columns: readonly Column[]): Column[] {
  return columns.toSorted((a, b) => Number(isOfRunsOnly(a)) - Number(isOfRunsOnly(b)));
}

/** Whether a group has nothing to show in the column. */
export function isOfRunsOnly({ id, kind }: Column): boolean {
  return id !== NAME_COLUMN && kind !== 'metrics';
}
