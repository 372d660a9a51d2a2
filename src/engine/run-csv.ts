/** A cell of a table of runs; null is empty. */
export type Cell = string | number | bigint | null;

const NUMERIC = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const RISKY = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;

/** A spreadsheet runs what begins like a formula (OWASP, CSV injection): such text is led by an apostrophe, numbers stay numbers. */
function harmless(text: string): string {
  return RISKY.test(text) && !NUMERIC.test(text) ? `'${text}` : text;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = harmless(cell);
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of a CSV file (RFC 4180), with its line break. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}
