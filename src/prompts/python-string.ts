import { SPACE } from './plain-template.ts';

/** What texts of Python can do that texts of JavaScript cannot. */

const ONE_SPACE = new RegExp(SPACE);
const SPACES = new RegExp(`${SPACE}+`);

/** `strip`, `lstrip` and `rstrip`: takes white space, or any of `unwanted`, from the ends that are named. */
export function stripped(
  value: string,
  unwanted: string | undefined,
  ends: 'both' | 'left' | 'right',
): string {
  const items = Array.from(value);
  const out = new Set(unwanted);
  const goes = (item: string | undefined) =>
    item !== undefined && (unwanted === undefined ? ONE_SPACE.test(item) : out.has(item));
  let [start, end] = [0, items.length];
  if (ends !== 'right') while (start < end && goes(items[start])) start++;
  if (ends !== 'left') while (end > start && goes(items[end - 1])) end--;
  return items.slice(start, end).join('');
}

function limited(parts: string[], most: number, glue: string): string[] {
  if (most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(glue)];
}

/** `split`: by white space where there is no separator; at most `most` cuts where that is not negative. */
export function splitText(value: string, separator: string | undefined, most: number): string[] {
  if (separator !== undefined) return limited(value.split(separator), most, separator);
  const parts: string[] = [];
  let rest = stripped(value, undefined, 'left');
  while (rest !== '') {
    const cut = most >= 0 && parts.length >= most ? null : SPACES.exec(rest);
    parts.push(cut ? rest.slice(0, cut.index) : rest);
    rest = cut ? rest.slice(cut.index + cut[0].length) : '';
  }
  return parts;
}

/** `replace`: the first `most` occurrences, all where that is negative. */
export function replaced(value: string, old: string, by: string, most: number): string {
  const parts = old === '' ? ['', ...Array.from(value), ''] : value.split(old);
  const cuts = most < 0 ? parts.length - 1 : Math.min(most, parts.length - 1);
  return (
    parts.slice(0, cuts + 1).join(by) +
    parts
      .slice(cuts + 1)
      .map((part) => old + part)
      .join('')
  );
}

/** `splitlines`. */
export function linesOf(value: string): string[] {
  const lines = value.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** `capitalize`. */
export function capitalised(value: string): string {
  const [first = '', ...rest] = Array.from(value);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

/** `title`: every run of letters begins with a capital. */
export const titled = (value: string): string => value.replace(/\p{L}+/gu, capitalised);

function halfEven(value: number, digits: number): number {
  const exact = Math.abs(value).toFixed(Math.min(100, digits + 60));
  const point = exact.indexOf('.');
  const tail = exact.slice(point + 1 + digits);
  const near = Number(Math.abs(value).toFixed(digits));
  if (!/^50*$/.test(tail)) return near;
  const kept = exact.slice(0, point + 1 + digits);
  return /[02468]\.?$/.test(kept) ? Number(kept) : near;
}

/** `round(value, digits)`: a half goes to the even neighbour. */
export function rounded(value: number, digits: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return value;
  const scale = 10 ** Math.max(0, -digits);
  const result = digits < 0 ? halfEven(value / scale, 0) * scale : halfEven(value, digits);
  return Math.sign(value) * result;
}
