import type { Run } from '../../../contract/index.ts';
import type { CompareRow, CompareSection } from './compare-rows.ts';
import { deltaText } from './deltas.ts';

/** The comparison as a table in Markdown, the best values in bold; with a reference, how far the others are from it. */
export function compareMarkdown(
  runs: readonly Run[],
  sections: readonly CompareSection[],
  reference?: number,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const names = runs.map(
    (run, index) => `${escaped(nameOf(run))}${index === reference ? ' (reference)' : ''}`,
  );
  const rows = sections.flatMap(({ name, rows: ofSection }) => [
    line([`**${name}**`, ...runs.map(() => '')]),
    ...ofSection.map((row) => line([escaped(row.label), ...markdownCells(row, reference)])),
  ]);
  return [line(['', ...names]), line(['---', ...runs.map(() => '---')]), ...rows].join('\n');
}

function markdownCells({ values, numbers, best }: CompareRow, reference: number | undefined): string[] {
  return values.map((value, index) => {
    const text = best.includes(index) ? `**${escaped(value)}**` : escaped(value);
    if (reference === undefined || reference === index) return text;
    const delta = deltaText(numbers?.[index], numbers?.[reference]);
    return delta === undefined ? text : `${text} ${delta}`;
  });
}

/** The comparison as CSV (RFC 4180), numbers in full. */
export function compareCsv(runs: readonly Run[], sections: readonly CompareSection[]): string {
  const head = ['section', 'field', ...runs.map(nameOf)];
  const rows = sections.flatMap(({ name, rows: ofSection }) =>
    ofSection.map(({ label, values, numbers }) => [
      name,
      label,
      ...values.map((value, index) => (numbers === undefined ? (value ?? '') : String(numbers[index] ?? ''))),
    ]),
  );
  return [head, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

const nameOf = ({ info }: Run) => info.run_name ?? info.run_id;
const escaped = (text = '') => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
