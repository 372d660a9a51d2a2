import type { TableColumn, TableSource } from '../table-source.ts';
import { openDelimited } from './delimited-source.ts';
import { openParquet } from './parquet-source.ts';

export type TableFormat = 'parquet' | 'delimited';

export type TableRequest =
  | { kind: 'open'; format: TableFormat; url: string }
  | { kind: 'read'; start: number; end: number };

export type TableNews =
  | { kind: 'opened'; columns: TableColumn[]; rowCount: number; note: string | undefined }
  | { kind: 'read'; start: number; rows: string[][] }
  | { kind: 'failed'; message: string };

const FORMATS: Readonly<Record<TableFormat, (url: string) => Promise<TableSource>>> = {
  parquet: openParquet,
  delimited: openDelimited,
};

let opened: Promise<TableSource> | undefined;

self.addEventListener('message', ({ data }: MessageEvent<TableRequest>) => {
  answer(data).then(say, (error: unknown) =>
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

function say(news: TableNews): void {
  self.postMessage(news);
}

async function answer(request: TableRequest): Promise<TableNews> {
  if (request.kind === 'open') {
    opened = FORMATS[request.format](request.url);
    const { columns, rowCount, note } = await opened;
    return { kind: 'opened', columns, rowCount, note };
  }
  if (opened === undefined) throw new Error('The table was not opened before it was read.');
  const rows = await (await opened).read(request.start, request.end);
  return { kind: 'read', start: request.start, rows };
}
