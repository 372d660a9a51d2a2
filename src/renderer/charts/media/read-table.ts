import { tableIn } from '../../artifacts/json-tree.ts';
import { cellText } from '../../artifacts/table-source.ts';
import type { TableFormat, TableNews, TableRequest } from '../../artifacts/workers/table-worker.ts';
import { type Artifact, artifactUrl, messageIn } from '../../queries/artifacts.ts';

/** Of one run's table so many rows are joined with the others. */
export const MOST_ROWS = 20_000;
const MOST_JSON_BYTES = 32 * 1024 * 1024;

export interface ReadTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** That the file has, of which `rows` may be the first. */
  rowCount: number;
}

/** The first rows of a table: what `mlflow.log_table` writes, CSV or Parquet. Throws where the file is none. */
export async function readTable(artifact: Artifact, signal: AbortSignal): Promise<ReadTable> {
  const extension = artifact.path.slice(artifact.path.lastIndexOf('.') + 1).toLowerCase();
  if (extension === 'json') return readJsonTable(artifact, signal);
  return readByWorker(artifact, extension === 'parquet' ? 'parquet' : 'delimited', signal);
}

async function readJsonTable({ owner, path }: Artifact, signal: AbortSignal): Promise<ReadTable> {
  const response = await fetch(artifactUrl({ owner, path }), { signal });
  if (!response.ok)
    throw new Error(messageIn(await response.text()) ?? `The tracker answered ${response.status}.`);
  if (Number(response.headers.get('content-length')) > MOST_JSON_BYTES) {
    await response.body?.cancel();
    throw new Error(`${path} is too large to be joined with those of other runs.`);
  }
  const table = tableIn(await response.json());
  if (table === undefined) throw new Error(`${path} does not hold a table with columns and data.`);
  const { columns, rows } = table;
  return {
    columns,
    rows: rows.slice(0, MOST_ROWS).map((row) => columns.map((_, at) => cellText(row[at]))),
    rowCount: rows.length,
  };
}

function readByWorker(artifact: Artifact, format: TableFormat, signal: AbortSignal): Promise<ReadTable> {
  const worker = new Worker(new URL('../../artifacts/workers/table-worker.ts', import.meta.url), {
    type: 'module',
  });
  const send = (request: TableRequest) => worker.postMessage(request);
  return new Promise<ReadTable>((resolve, reject) => {
    let columns: string[] = [];
    let rowCount = 0;
    signal.addEventListener('abort', () => reject(new DOMException('Nobody waits for it.', 'AbortError')));
    worker.addEventListener('message', ({ data }: MessageEvent<TableNews>) => {
      if (data.kind === 'failed') reject(new Error(data.message));
      if (data.kind === 'read') resolve({ columns, rows: data.rows, rowCount });
      if (data.kind !== 'opened') return;
      columns = data.columns.map(({ name }) => name);
      rowCount = data.rowCount;
      send({ kind: 'read', start: 0, end: Math.min(rowCount, MOST_ROWS) });
    });
    send({ kind: 'open', format, url: new URL(artifactUrl(artifact), window.location.origin).href });
  }).finally(() => worker.terminate());
}
