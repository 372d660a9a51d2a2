import type { Verdict } from './budgets.ts';
import type { Results } from './results.ts';

const MISSING = '-';

/** The medians of all peers side by side, with Tidemark's ratio to each of the others (above 1 is better). */
export function figuresTable(results: Results): string {
  const peers = [...results.figures.keys()];
  const others = peers.filter((peer) => peer !== 'tidemark' && peer !== 'better-sqlite3');
  const rows = results.measures().map(({ name, unit, better }) => {
    const own = results.median('tidemark', name);
    const ratios = others.map((peer) => {
      const other = results.median(peer, name);
      if (own === undefined || other === undefined) return MISSING;
      return `${significant(better === 'higher' ? own / other : other / own)} x`;
    });
    return [name, unit, ...peers.map((peer) => significant(results.median(peer, name))), ...ratios];
  });
  return table([['median', 'unit', ...peers, ...others.map((peer) => `better than ${peer}`)], ...rows]);
}

export function verdictTable(verdicts: readonly Verdict[]): string {
  const word = ({ passes }: Verdict) => (passes === undefined ? 'not measured' : passes ? 'pass' : 'MISS');
  const rows = verdicts.map((verdict) => [
    verdict.work,
    verdict.must,
    significant(verdict.got),
    word(verdict),
  ]);
  return table([['Tidemark', 'must', 'got', 'verdict'], ...rows]);
}

/** A number with three significant digits, written out. */
export function significant(value: number | undefined): string {
  if (value === undefined) return MISSING;
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

function table(rows: readonly string[][]): string {
  const columns = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row.map((cell, column) =>
        column === 0 ? cell.padEnd(columns[0] ?? 0) : cell.padStart(columns[column] ?? 0),
      ),
    )
    .map((cells) => cells.join('  ').trimEnd())
    .join('\n');
}
