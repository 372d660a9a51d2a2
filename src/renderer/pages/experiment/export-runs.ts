import { create } from 'zustand';
import { showError, showMessage } from '../../components/messages.ts';
import { orderText } from '../../queries/run-order.ts';
import type { RunRowsRequest } from '../../queries/run-rows.ts';

export type ExportFormat = 'csv' | 'parquet';

interface RunningExport {
  format: ExportFormat;
  /** Bytes that have arrived. */
  bytes: number;
  /** Rows there will be. */
  rows: number;
  cancel: () => void;
}

/** The export that is under way, at most one. */
export const useRunExport = create<{ running: RunningExport | undefined }>(() => ({ running: undefined }));

/** Saves every run of the request, or those named, with all their columns, as a file. */
export async function exportRuns(
  request: RunRowsRequest,
  format: ExportFormat,
  runIds: readonly string[] = [],
): Promise<void> {
  useRunExport.getState().running?.cancel();
  const abort = new AbortController();
  const state: RunningExport = { format, bytes: 0, rows: 0, cancel: () => abort.abort() };
  useRunExport.setState({ running: state });
  try {
    // The names of many runs do not fit into an address.
    const response = await fetch('/api/2.0/tidemark/runs/export', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(exportBody(request, format, runIds)),
      signal: abort.signal,
    });
    if (!response.ok || response.body === null) throw new Error(await errorOf(response));
    const rows = Number(response.headers.get('x-tidemark-total'));
    const parts: BlobPart[] = [];
    let bytes = 0;
    for await (const part of chunksOf(response.body)) {
      parts.push(part);
      bytes += part.byteLength;
      useRunExport.setState({ running: { ...state, bytes, rows } });
    }
    save(new Blob(parts), nameOf(response, format));
    showMessage(`Exported ${rows} ${rows === 1 ? 'run' : 'runs'}`);
  } catch (error) {
    if (!abort.signal.aborted) showError(error);
  } finally {
    useRunExport.setState({ running: undefined });
  }
}

function exportBody(request: RunRowsRequest, format: ExportFormat, run_ids: readonly string[]) {
  const { run_view_type, filter, experiment_ids, order } = request;
  // Ticked runs are exported as they are ticked, whatever the filter says by now.
  const which = run_ids.length > 0 ? { run_ids } : { filter };
  return { format, run_view_type, experiment_ids, order_by: order.map(orderText), ...which };
}

async function* chunksOf(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function errorOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { message } = JSON.parse(text) as { message?: string };
    if (message !== undefined) return message;
  } catch {
    // Not the tracker's own error: a proxy's page, say.
  }
  return `The tracker answered ${response.status} to the export.`;
}

function nameOf(response: Response, format: ExportFormat): string {
  const [, name] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return name ?? `runs.${format}`;
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
