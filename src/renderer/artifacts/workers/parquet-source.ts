import {
  asyncBufferFromUrl,
  cachedAsyncBuffer,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet';
import { cellText, type TableSource } from '../table-source.ts';

const NUMERIC = new Set(['INT32', 'INT64', 'INT96', 'FLOAT', 'DOUBLE']);
const TIMES = new Set(['DATE', 'TIMESTAMP', 'TIME']);

/** A Parquet file over HTTP: the footer now, the row groups that are looked at later. Throws on a codec that it does not know. */
export async function openParquet(url: string): Promise<TableSource> {
  const file = cachedAsyncBuffer(await asyncBufferFromUrl({ url, byteLength: await sizeOf(url) }));
  const metadata = await parquetMetadataAsync(file);
  const columns = parquetSchema(metadata).children.map(({ element }) => ({
    name: element.name,
    isNumeric: NUMERIC.has(element.type ?? '') && !TIMES.has(element.logical_type?.type ?? ''),
  }));
  return {
    columns,
    rowCount: Number(metadata.num_rows),
    async read(rowStart, rowEnd) {
      const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd });
      return rows.map((row) => columns.map(({ name }) => cellText(row[name])));
    },
  };
}

async function sizeOf(url: string): Promise<number> {
  const response = await fetch(url, { headers: { range: 'bytes=0-0' } });
  const total = response.headers.get('content-range')?.split('/')[1];
  if (total === undefined) throw new Error(`The tracker answered ${response.status}.`);
  return Number(total);
}
