import { useCallback, useEffect, useRef, useState } from 'react';
import type { TableColumn } from './table-source.ts';
import type { TableFormat, TableNews, TableRequest } from './workers/table-worker.ts';

const ROWS_PER_WINDOW = 200;

interface OpenedTable {
  columns: readonly TableColumn[];
  rowCount: number;
  note: string | undefined;
}

interface TableFile {
  opened: OpenedTable | undefined;
  error: Error | undefined;
  /** A row's cells; undefined while its window is not there. */
  rowAt: (row: number) => readonly string[] | undefined;
  /** Has the windows read that these rows are in. */
  read: (first: number, last: number) => void;
  /** Tries again from the start. */
  reopen: () => void;
}

/** A table file that another thread reads and decodes, a window of rows at a time. */
export function useTableFile(url: string, format: TableFormat): TableFile {
  const [opened, setOpened] = useState<OpenedTable>();
  const [error, setError] = useState<Error>();
  const [windows, setWindows] = useState<ReadonlyMap<number, string[][]>>(new Map());
  const [attempt, setAttempt] = useState(0);
  const asked = useRef(new Set<number>());
  const worker = useRef<Worker>(null);

  useEffect(() => {
    const started = new Worker(new URL('./workers/table-worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    started.addEventListener('message', ({ data }: MessageEvent<TableNews>) => {
      if (data.kind === 'opened') {
        setOpened(data);
        setError(undefined);
        setWindows(new Map());
        asked.current = new Set();
      }
      if (data.kind === 'failed') setError(new Error(data.message));
      if (data.kind === 'read') setWindows((known) => new Map(known).set(data.start, data.rows));
    });
    send(started, { kind: 'open', format, url: new URL(url, window.location.origin).href });
    // What was read before stays until the file that took its place is there.
    return () => started.terminate();
  }, [url, format, attempt]);

  const read = useCallback((first: number, last: number) => {
    for (let start = first - (first % ROWS_PER_WINDOW); start <= last; start += ROWS_PER_WINDOW) {
      if (asked.current.has(start) || worker.current === null) continue;
      asked.current.add(start);
      send(worker.current, { kind: 'read', start, end: start + ROWS_PER_WINDOW });
    }
  }, []);

  const rowAt = (row: number) => windows.get(row - (row % ROWS_PER_WINDOW))?.[row % ROWS_PER_WINDOW];
  return { opened, error, rowAt, read, reopen: () => setAttempt(attempt + 1) };
}

function send(worker: Worker, request: TableRequest): void {
  worker.postMessage(request);
}
