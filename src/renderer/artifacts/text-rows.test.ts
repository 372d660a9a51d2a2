import { expect, test } from 'vitest';
import {
  blockOfByte,
  MOST_ROW_BYTES,
  ROWS_PER_BLOCK,
  RowScanner,
  rowOfByte,
  rowOfLine,
  rowsOf,
} from './text-rows.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function scanned(bytes: Uint8Array, chunkSize: number): RowScanner {
  const scanner = new RowScanner();
  for (let at = 0; at < bytes.length; at += chunkSize) scanner.scan(bytes.subarray(at, at + chunkSize));
  return scanner;
}

/** All rows, read block by block as the viewer reads them. */
function readBack(bytes: Uint8Array, { blocks }: RowScanner) {
  return blocks.flatMap((block, i) => rowsOf(bytes.subarray(block.offset, blocks[i + 1]?.offset), block));
}

const LINES = Array.from({ length: 3 * ROWS_PER_BLOCK }, (_, i) =>
  i % 50 === 7 ? `${i} ${'漢é'.repeat(MOST_ROW_BYTES)}` : i % 9 === 0 ? '' : `line ${i} é`,
);

test.each([1, 7, 4096, 1 << 20])(
  'rows are the same however the stream arrives: %d bytes at a time',
  (size) => {
    const bytes = utf8(LINES.join('\n'));
    const scanner = scanned(bytes, size);
    const rows = readBack(bytes, scanner);
    expect(scanner.soFar).toEqual({ rows: rows.length, lines: LINES.length });
    expect(rows.filter(({ line }) => line !== undefined).map(({ line }) => line)).toEqual(
      LINES.map((_, i) => i + 1),
    );
    const joined: string[] = [];
    for (const { text, line } of rows)
      if (line !== undefined) joined.push(text);
      else joined.push(`${joined.pop()}${text}`);
    expect(joined).toEqual(LINES);
  },
);

test('a newline at the end makes no row of its own, and Windows line ends are not shown', () => {
  const bytes = utf8('a\r\nb\r\n');
  const scanner = scanned(bytes, 100);
  expect(scanner.soFar).toEqual({ rows: 2, lines: 2 });
  expect(readBack(bytes, scanner)).toEqual([
    { text: 'a', line: 1 },
    { text: 'b', line: 2 },
  ]);
});

test('no character is cut in two', () => {
  const bytes = utf8('漢'.repeat(5000));
  const rows = readBack(bytes, scanned(bytes, 333));
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.map(({ text }) => text).join('')).toBe('漢'.repeat(5000));
});

test('the row of a line is found', () => {
  const { blocks } = scanned(utf8('a\n'.repeat(1000)), 100);
  expect([1, 2, 64, 65, 1000].map((line) => rowOfLine(line, blocks))).toEqual([0, 1, 63, 64, 999]);
  expect(rowOfLine(0, blocks)).toBe(0);
});

test('a text that grows is read on from where it ended, in the middle of a line', () => {
  const scanner = scanned(utf8('first\nsec'), 100);
  expect(scanner.soFar).toEqual({ rows: 2, lines: 2 });
  scanner.scan(utf8('ond\nthird'));
  expect(scanner.soFar).toEqual({ rows: 3, lines: 3 });
  expect(readBack(utf8('first\nsecond\nthird'), scanner).map(({ text }) => text)).toEqual([
    'first',
    'second',
    'third',
  ]);
});

test('the row that a byte lies in is found', () => {
  const text = LINES.join('\n');
  const bytes = utf8(text);
  const { blocks } = scanned(bytes, 1000);
  const rows = readBack(bytes, scanned(bytes, 1000));
  for (const line of [0, 1, 8, 63, 64, 100, LINES.length - 1]) {
    const offset = utf8(
      LINES.slice(0, line)
        .map((row) => `${row}\n`)
        .join(''),
    ).length;
    const block = blockOfByte(offset, blocks);
    const start = blocks[block]?.offset ?? 0;
    const row = rowOfByte(bytes.subarray(start, blocks[block + 1]?.offset), offset - start);
    expect(rows[block * ROWS_PER_BLOCK + row]?.line).toBe(line + 1);
  }
});
