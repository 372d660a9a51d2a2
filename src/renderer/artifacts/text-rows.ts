const NEWLINE = 10;
/** A line with more bytes than this is shown in several rows. */
export const MOST_ROW_BYTES = 2048;
/** One place in this many rows is remembered, from which the rows after it are read. */
export const ROWS_PER_BLOCK = 64;

/** Where a block of rows begins. */
export interface RowBlock {
  /** In bytes. */
  offset: number;
  /** How many lines end before it. */
  lines: number;
  /** Its first row begins a line. */
  startsLine: boolean;
}

/** Cuts a stream of UTF-8 into rows: lines, and pieces of lines that are very long. Holds no text. */
export class RowScanner {
  readonly blocks: RowBlock[] = [{ offset: 0, lines: 0, startsLine: true }];
  rows = 0;
  lines = 0;
  bytes = 0;
  #rowStart = 0;

  /** Takes the next bytes of the stream. */
  scan(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      const found = chunk.indexOf(NEWLINE, at);
      const end = found < 0 ? chunk.length : found;
      at = this.#cutLong(chunk, at, end);
      if (found < 0) break;
      this.lines += 1;
      this.#endRow(this.bytes + found + 1, true);
      at = found + 1;
    }
    this.bytes += chunk.length;
  }

  /** Rows and lines so far, a last one that no newline ends yet among them: the stream may go on. */
  get soFar(): { rows: number; lines: number } {
    const open = this.#rowStart === this.bytes ? 0 : 1;
    return { rows: this.rows + open, lines: this.lines + open };
  }

  #cutLong(chunk: Uint8Array, start: number, end: number): number {
    let cut = cutBefore(chunk, Math.max(start, this.#rowStart + MOST_ROW_BYTES - this.bytes), end);
    while (cut < end) {
      this.#endRow(this.bytes + cut, false);
      cut = cutBefore(chunk, cut + MOST_ROW_BYTES, end);
    }
    return end;
  }

  #endRow(next: number, startsLine: boolean): void {
    this.rows += 1;
    this.#rowStart = next;
    if (this.rows % ROWS_PER_BLOCK === 0) this.blocks.push({ offset: next, lines: this.lines, startsLine });
  }
}

/** The row that a line begins in: exact but where a long line comes before it in the same block. */
export function rowOfLine(line: number, blocks: readonly RowBlock[]): number {
  const at = blocks.findLastIndex(({ lines }) => lines < line);
  return Math.max(0, at) * ROWS_PER_BLOCK + Math.max(0, line - 1 - (blocks[at]?.lines ?? 0));
}

/** The block that a byte lies in. */
export function blockOfByte(offset: number, blocks: readonly RowBlock[]): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((blocks[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface TextRow {
  text: string;
  /** From 1; undefined where the row goes on with the line before it. */
  line: number | undefined;
}

/** The rows of a block, cut as the scanner cut them. */
export function rowsOf(bytes: Uint8Array, block: RowBlock): TextRow[] {
  const decoder = new TextDecoder();
  const rows: TextRow[] = [];
  let { lines, startsLine } = block;
  let start = 0;
  const add = (end: number, next: number, endsLine: boolean) => {
    const text = decoder.decode(bytes.subarray(start, end)).replace(/\r$/, '');
    rows.push({ text, line: startsLine ? lines + 1 : undefined });
    if (endsLine) lines += 1;
    startsLine = endsLine;
    start = next;
  };
  while (start < bytes.length) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found < 0 ? bytes.length : found;
    const cut = cutBefore(bytes, start + MOST_ROW_BYTES, end);
    if (cut < end) add(cut, cut, false);
    else add(end, end + 1, true);
  }
  return rows;
}

/** Which of a block's rows a byte of the block lies in, cut as the scanner cut them. */
export function rowOfByte(bytes: Uint8Array, at: number): number {
  let row = 0;
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found < 0 ? bytes.length : found;
    const cut = cutBefore(bytes, start + MOST_ROW_BYTES, end);
    start = cut < end ? cut : end + 1;
    if (at < start) return row;
    row += 1;
  }
  return Math.max(0, row - 1);
}

/** The first place from `at` on where a character begins: a byte 10xxxxxx goes on with the one before it. */
function cutBefore(bytes: Uint8Array, at: number, end: number): number {
  let cut = at;
  while (cut < end && ((bytes[cut] ?? 0) & 0xc0) === 0x80) cut += 1;
  return cut;
}
