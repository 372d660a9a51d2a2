const DELIMITERS = [',', '\t', ';', '|'] as const;
const SNIFFED_ROWS = 20;

/** The delimiter that cuts the first lines into the same number of fields, most of them. */
export function sniffDelimiter(text: string): string {
  const scored = DELIMITERS.map((delimiter) => {
    const rows = parseDelimited(text, delimiter, SNIFFED_ROWS);
    const widths = rows.slice(0, -1).map((row) => row.length);
    const width = widths[0] ?? rows[0]?.length ?? 1;
    const agreeing = widths.filter((other) => other === width).length / Math.max(1, widths.length);
    return { delimiter, score: width > 1 ? agreeing * 1000 + width : 0 };
  });
  return scored.reduce((best, other) => (other.score > best.score ? other : best)).delimiter;
}

/** Rows of fields (RFC 4180): a quoted field may hold delimiters, newlines and doubled quotes. Blank lines are left out. */
export function parseDelimited(
  text: string,
  delimiter: string,
  mostRows = Number.POSITIVE_INFINITY,
): string[][] {
  const rows: string[][] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length && rows.length < mostRows) {
    const { row, next } = readRow(text, at, delimiter);
    if (row.length > 1 || row[0] !== '') rows.push(row);
    at = next;
  }
  return rows;
}

function readRow(text: string, start: number, delimiter: string): { row: string[]; next: number } {
  const row: string[] = [];
  let at = start;
  for (;;) {
    const { field, end } =
      text[at] === '"' ? readQuoted(text, at, delimiter) : readPlain(text, at, delimiter);
    row.push(field);
    if (text[end] === delimiter) at = end + 1;
    else return { row, next: end + (text.startsWith('\r\n', end) ? 2 : 1) };
  }
}

function readPlain(text: string, start: number, delimiter: string): { field: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end += 1;
  if (end > start && text[end] === '\n' && text[end - 1] === '\r') end -= 1;
  return { field: text.slice(start, end), end };
}

/** What stands between the closing quote and the next delimiter is not lost but kept with the field. */
function readQuoted(text: string, start: number, delimiter: string): { field: string; end: number } {
  let field = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { field: field + text.slice(at), end: text.length };
    field += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const rest = readPlain(text, quote + 1, delimiter);
      return { field: field + rest.field, end: rest.end };
    }
    field += '"';
    at = quote + 2;
  }
}
