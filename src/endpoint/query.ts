import { invalidParameter } from '../contract/index.ts';

export type QueryValues = Record<string, string | string[]>;

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw invalidParameter(`The query string is not valid percent-encoded UTF-8 at '${text.slice(0, 60)}'.`);
  }
}

function add(values: QueryValues, name: string, value: string): void {
  const present = values[name];
  if (present === undefined) values[name] = value;
  else if (typeof present === 'string') values[name] = [present, value];
  else present.push(value);
}

/** The query of a request target; a key that repeats gives a list. Throws INVALID_PARAMETER_VALUE on bad encoding. */
export function queryOf(url: string): QueryValues {
  // Without a prototype `__proto__` is a name like any other.
  const values: QueryValues = Object.create(null);
  const start = url.indexOf('?');
  if (start === -1) return values;
  for (const pair of url.slice(start + 1).split('&')) {
    const cut = pair.indexOf('=');
    if (cut === -1 && pair !== '') add(values, decode(pair), '');
    if (cut !== -1) add(values, decode(pair.slice(0, cut)), decode(pair.slice(cut + 1)));
  }
  return values;
}

/** One value of a query, the last where it repeats; undefined where it is missing or empty. */
export function lastOf(values: QueryValues, name: string): string | undefined {
  const value = values[name];
  return (Array.isArray(value) ? value.at(-1) : value) || undefined;
}
