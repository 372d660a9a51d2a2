import { useEffect, useMemo } from 'react';
import { useTableFile } from '../../../artifacts/use-table-file.ts';
import type { TableFormat } from '../../../artifacts/workers/table-worker.ts';
import { artifactUrl } from '../../../queries/artifacts.ts';
import type { FileSide } from './sides.ts';
import type { PlainTable } from './table-join.ts';

/** More rows of one file are not joined. */
export const MOST_JOINED = 20_000;

interface WholeTable {
  /** Undefined until all its rows are there. */
  table: PlainTable | undefined;
  rowCount: number;
  error: Error | undefined;
  reopen: () => void;
}

/** All rows of a table file, read by another thread. */
export function useWholeTable({ artifact, version }: FileSide, format: TableFormat): WholeTable {
  const { opened, error, rowAt, read, reopen } = useTableFile(artifactUrl(artifact, { version }), format);
  const wanted = Math.min(opened?.rowCount ?? 0, MOST_JOINED);
  useEffect(() => {
    if (wanted > 0) read(0, wanted - 1);
  }, [wanted, read]);
  const rows = Array.from({ length: wanted }, (_, row) => rowAt(row));
  const isThere = opened !== undefined && rows.every((row) => row !== undefined);
  const table = useMemo(
    () =>
      isThere
        ? { columns: opened.columns.map(({ name }) => name), rows: rows.filter((row) => row !== undefined) }
        : undefined,
    // The rows of an opened file stay what they are.
    [isThere, opened],
  );
  return { table, rowCount: opened?.rowCount ?? 0, error, reopen };
}
