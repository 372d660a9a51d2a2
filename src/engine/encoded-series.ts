import { EncodedColumns } from '../contract/index.ts';

const PIECE = 64 * 1024;
const encoder = new TextEncoder();

/** JSON of an answer, a piece at a time: the text of many series would not fit one string. */
function* jsonPieces<Columns>(
  series: readonly Columns[],
  toJson: (series: Columns) => object,
): Generator<Uint8Array> {
  let text = '{"series":[';
  let comma = '';
  for (const one of series) {
    text += comma + JSON.stringify(toJson(one));
    comma = ',';
    if (text.length < PIECE) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(`${text}]}`);
}

/** Series that a reader thread gave in columns, for who takes columns and for who takes JSON. */
export function encodedSeries<Columns>(
  bytes: Uint8Array,
  read: (bytes: Uint8Array) => readonly Columns[],
  toJson: (series: Columns) => object,
): EncodedColumns {
  const json = { [Symbol.iterator]: () => jsonPieces(read(bytes), toJson) };
  return new EncodedColumns(bytes, json);
}
