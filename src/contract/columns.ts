/** What an `Accept` names to get series as columns, and the type of that answer. */
export const COLUMNS_TYPE = 'application/vnd.tidemark.columns';

export type Column = Float64Array | Uint32Array;
export type Columns = Readonly<Record<string, Column>>;

/** Where a column lies: bytes from the end of the head. */
interface ColumnPlace {
  type: 'f64' | 'u32';
  offset: number;
}

/** Of the texts that every environment has: neither Node's types nor the page's are known here. */
interface TextCodecs {
  TextEncoder: new () => { encode(text: string): Uint8Array };
  TextDecoder: new () => { decode(bytes: Uint8Array): string };
}

const { TextEncoder, TextDecoder } = globalThis as unknown as TextCodecs;

/** The length of the head, before it. */
const PREFIX = 4;
const ALIGNMENT = 8;

const aligned = (length: number) => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

/**
 * Series as one run of bytes: the length of a JSON head (uint32), the head, padded with spaces to a multiple of 8, and after it the
 * columns, little-endian as every machine that this runs on. Columns of a series are of equal length.
 */
export function writeColumns(series: readonly { head: object; columns: Columns }[]): Uint8Array<ArrayBuffer> {
  let size = 0;
  const placed: { offset: number; column: Column }[] = [];
  const heads = series.map(({ head, columns }) => {
    const places: Record<string, ColumnPlace> = {};
    for (const [name, column] of Object.entries(columns)) {
      places[name] = { type: column instanceof Float64Array ? 'f64' : 'u32', offset: size };
      placed.push({ offset: size, column });
      size += aligned(column.byteLength);
    }
    return { ...head, columns: places };
  });
  const text = new TextEncoder().encode(JSON.stringify({ series: heads }));
  const start = aligned(PREFIX + text.length);
  const bytes = new Uint8Array(start + size);
  new DataView(bytes.buffer).setUint32(0, start - PREFIX, true);
  bytes.fill(0x20, PREFIX, start);
  bytes.set(text, PREFIX);
  for (const { offset, column } of placed)
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), start + offset);
  return bytes;
}

/** A series of an answer in columns: its head, and views of its columns. */
export type ColumnSeries<Head> = Head & { columns: Record<string, Column> };

/**
 * The series of an answer in columns; nothing is copied where the bytes are aligned. `rows` reads from a head how long the columns of
 * its series are. Throws RangeError or SyntaxError where the bytes are cut or something else.
 */
export function readColumns<Head extends object>(
  given: ArrayBuffer | Uint8Array,
  rows: (head: Head) => number,
): ColumnSeries<Head>[] {
  const bytes = given instanceof Uint8Array ? alignedView(given) : new Uint8Array(given);
  const start = PREFIX + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(PREFIX, start));
  const { series } = JSON.parse(text) as { series: (Head & { columns: Record<string, ColumnPlace> })[] };
  return series.map((head) => {
    const length = rows(head);
    const columns = Object.entries(head.columns).map(([name, { type, offset }]) => {
      const Kind = type === 'f64' ? Float64Array : Uint32Array;
      return [name, new Kind(bytes.buffer as ArrayBuffer, bytes.byteOffset + start + offset, length)];
    });
    return { ...head, columns: Object.fromEntries(columns) as Record<string, Column> };
  });
}

function alignedView(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
}
