import { formatBytes } from '../../format.ts';
import { parseDelimited, sniffDelimiter } from '../delimited.ts';
import type { TableSource } from '../table-source.ts';

/** More of a file is not held in memory; its source shows all of it. */
const MOST_BYTES = 64 * 1024 * 1024;
const SNIFFED = 64 * 1024;
const TYPED_ROWS = 200;

/** A file of delimited text: the first row names the columns. */
export async function openDelimited(url: string): Promise<TableSource> {
  const response = await fetch(url, { headers: { range: `bytes=0-${MOST_BYTES - 1}` } });
  if (!response.ok) throw new Error(`The tracker answered ${response.status}.`);
  const size = Number(response.headers.get('content-range')?.split('/')[1] ?? 0);
  const text = await response.text();
  const [names = [], ...rows] = parseDelimited(text, sniffDelimiter(text.slice(0, SNIFFED)));
  const isCut = size > MOST_BYTES;
  if (isCut) rows.pop();
  const columns = names.map((name, column) => ({ name, isNumeric: isNumeric(rows, column) }));
  return {
    columns,
    rowCount: rows.length,
    ...(isCut && {
      note: `The first ${formatBytes(MOST_BYTES)} of ${formatBytes(size)}; Source shows all of it.`,
    }),
    read: (start, end) => Promise.resolve(rows.slice(start, end)),
  };
}

function isNumeric(rows: readonly string[][], column: number): boolean {
  const values = rows.slice(0, TYPED_ROWS).map((row) => row[column] ?? '');
  return values.some((value) => value !== '') && values.every((value) => Number.isFinite(Number(value)));
}
