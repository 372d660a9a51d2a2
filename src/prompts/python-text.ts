/** How Python prints what JSON can hold: `str()`, `repr()` and `json.dumps()`. */

function pad(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** A Python float: always with a point or an exponent. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) return `${digits}e${pad(exponent)}`;
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** A number of JSON: what has no fraction is an int. */
export function numberText(value: number): string {
  return Number.isInteger(value) ? String(BigInt(value)) : floatText(value);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOne(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** A string in the quotes that Python would take. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/\\|(?! )[\p{C}\p{Z}]/gu, escapeOne);
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/** A number that Python holds as a float, though it may be whole. */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export class PythonTuple {
  readonly items: readonly unknown[];

  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

export interface JsonStyle {
  indent?: number | undefined;
  sortKeys?: boolean;
}

function asciiOnly(text: string): string {
  return text.replace(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function byCodePoint(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  const index = a.findIndex((character, at) => character !== b[at]);
  if (index < 0) return a.length - b.length;
  return (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? -1);
}

function wrapped(
  open: string,
  parts: readonly string[],
  close: string,
  style: JsonStyle,
  depth: number,
): string {
  if (parts.length === 0) return open + close;
  if (style.indent === undefined) return open + parts.join(', ') + close;
  const margin = `\n${' '.repeat(style.indent * depth)}`;
  const inner = margin + ' '.repeat(style.indent);
  return open + inner + parts.join(`,${inner}`) + margin + close;
}

function objectText(value: Readonly<Record<string, unknown>>, style: JsonStyle, depth: number): string {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  if (style.sortKeys) entries.sort(([a], [b]) => byCodePoint(a, b));
  const parts = entries.map(
    ([key, entry]) => `${asciiOnly(JSON.stringify(key))}: ${jsonText(entry, style, depth + 1)}`,
  );
  return wrapped('{', parts, '}', style, depth);
}

function jsonNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return numberText(value);
}

function jsonList(items: readonly unknown[], style: JsonStyle, depth: number): string {
  const parts = items.map((entry) => jsonText(entry, style, depth + 1));
  return wrapped('[', parts, ']', style, depth);
}

/** `json.dumps` of Python: spaces after commas and colons, ASCII only. */
export function jsonText(value: unknown, style: JsonStyle = {}, depth = 0): string {
  if (value == null) return 'null';
  if (typeof value === 'number') return jsonNumber(value);
  if (typeof value === 'string') return asciiOnly(JSON.stringify(value));
  if (typeof value !== 'object') return String(value);
  if (value instanceof PythonFloat)
    return Number.isFinite(value.value) ? floatText(value.value) : jsonNumber(value.value);
  if (value instanceof PythonTuple) return jsonList(value.items, style, depth);
  if (Array.isArray(value)) return jsonList(value, style, depth);
  return objectText(value as Record<string, unknown>, style, depth);
}

/** `repr()` of what JSON can hold. */
function represented(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : textOf(value);
}

function tupleText(items: readonly unknown[]): string {
  return `(${items.map(represented).join(', ')}${items.length === 1 ? ',' : ''})`;
}

/** `str()` of what JSON can hold. */
export function textOf(value: unknown): string {
  if (value == null) return 'None';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return String(value);
  if (value instanceof PythonFloat) return floatText(value.value);
  if (value instanceof PythonTuple) return tupleText(value.items);
  if (Array.isArray(value)) return `[${value.map(represented).join(', ')}]`;
  const parts = Object.entries(value).map(([key, entry]) => `${quoted(key)}: ${represented(entry)}`);
  return `{${parts.join(', ')}}`;
}
