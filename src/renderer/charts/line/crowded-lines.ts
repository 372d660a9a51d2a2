import type { DrawnLine } from './drawn-lines.ts';
import type { LineColours } from './use-line-colours.ts';

/** With more lines than this each costs the chart library more than its points do. */
const CROWD = 100;

/** Lines that are many in one are told by this. */
const ID = 'crowd ';

/** Whether a line is many in one. */
export const isCrowd = ({ id }: DrawnLine): boolean => id.startsWith(ID);

/** Whether a chart has so many lines that those of one look are drawn as one. */
export const isCrowded = (lines: readonly DrawnLine[]): boolean => lines.length > CROWD;

/**
 * Many lines as few: those of one colour and dash after each other, with a gap between. The lines of the runs in `apart` come on top,
 * each by itself. What was logged before smoothing is left out.
 */
export function crowdedLines(
  lines: readonly DrawnLine[],
  { colourOf, dashOf }: LineColours,
  apart: ReadonlySet<string | undefined>,
): DrawnLine[] {
  const looks = Map.groupBy(lines, (line) => `${colourOf(line)} ${dashOf(line)}`);
  const crowds = [...looks].flatMap(([look, members]): DrawnLine[] => {
    const [first] = members;
    if (first === undefined) return [];
    const points = joined(members);
    const found = members.flatMap(({ oddities }) => oddities);
    return [{ ...first, id: `${ID}${look}`, points, raw: undefined, oddities: found }];
  });
  const alone = lines.filter(({ run_id }) => apart.has(run_id));
  return [...crowds, ...alone.map((line) => ({ ...line, raw: undefined, oddities: [] }))];
}

function joined(lines: readonly DrawnLine[]): Float64Array {
  const length = lines.reduce((sum, { points }) => sum + points.length + 2, 0);
  const all = new Float64Array(length);
  let at = 0;
  for (const { points } of lines) {
    all.set(points, at);
    at += points.length;
    all.set([points.at(-2) ?? Number.NaN, Number.NaN], at);
    at += 2;
  }
  return all;
}
