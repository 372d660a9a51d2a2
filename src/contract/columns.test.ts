import { expect, test } from 'vitest';
import { readColumns, writeColumns } from './columns.ts';

interface Head {
  name: string;
  rows: number;
}

const rows = (head: Head) => head.rows;
const series = [
  {
    head: { name: 'å', rows: 3 },
    columns: { x: Float64Array.of(1, Number.NaN, -0.5), n: Uint32Array.of(1, 2, 2 ** 32 - 1) },
  },
  { head: { name: 'none', rows: 0 }, columns: { x: new Float64Array(0) } },
  { head: { name: 'b', rows: 1 }, columns: { n: Uint32Array.of(7), x: Float64Array.of(9) } },
];

test('columns come back as they were written, as views of the bytes', () => {
  const bytes = writeColumns(series);
  const read = readColumns<Head>(bytes.buffer, rows);
  expect(read.map(({ columns, ...head }) => ({ head, columns }))).toEqual(series);
  for (const { columns } of read)
    for (const column of Object.values(columns)) expect(column.buffer).toBe(bytes.buffer);
});

test('the bytes are a length, a head of JSON and columns at multiples of eight', () => {
  const bytes = writeColumns(series);
  const view = new DataView(bytes.buffer);
  const start = 4 + view.getUint32(0, true);
  expect(start % 8).toBe(0);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start)));
  expect(head.series[2]).toEqual({
    name: 'b',
    rows: 1,
    columns: { n: { type: 'u32', offset: 40 }, x: { type: 'f64', offset: 48 } },
  });
  expect(view.getUint32(start + 40, true)).toBe(7);
  expect(view.getFloat64(start + 48, true)).toBe(9);
  expect(bytes.length).toBe(start + 56);
});

test('bytes in the middle of others are read as well', () => {
  const bytes = writeColumns(series);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  const read = readColumns<Head>(shifted.subarray(3), rows);
  expect(read[0]?.columns).toEqual(series[0]?.columns);
});

test('bytes that are cut are refused', () => {
  const bytes = writeColumns(series);
  for (const length of [2, 20, bytes.length - 8])
    expect(() => readColumns<Head>(bytes.slice(0, length), rows)).toThrow();
});
