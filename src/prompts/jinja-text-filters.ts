import type { Arguments } from './jinja-arguments.ts';
import {
  characters,
  dict,
  float,
  int,
  isDict,
  isFloat,
  isNone,
  isText,
  isTrue,
  isUndefined,
  numberOf,
  plainOf,
  printed,
  text,
  tuple,
  typeName,
  type Value,
} from './jinja-values.ts';
import { formatted } from './python-format.ts';
import { capitalised, linesOf, replaced, rounded, stripped } from './python-string.ts';
import { jsonText } from './python-text.ts';
import { TemplateError } from './template-error.ts';

type Filter = (value: Value, call: Arguments) => Value;

/** A filter that makes one text of another. */
const ofText =
  (change: (value: string, call: Arguments) => string): Filter =>
  (value, call) =>
    text(change(printed(value), call));

const title = (value: string) => value.replace(/[^-\s({[<]+/g, capitalised);

function numeric(value: Value): number {
  const number = numberOf(value);
  if (number !== undefined) return number;
  throw new TemplateError(`A number is needed, not a value of type ${typeName(value)}.`);
}

const FLOAT = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+)?$/i;

function parsedNumber(value: Value): number | undefined {
  if (!isText(value)) return numberOf(value);
  const trimmed = stripped(value.value, undefined, 'both');
  return FLOAT.test(trimmed) ? Number(trimmed.replaceAll('_', '')) : undefined;
}

const toInt: Filter = (value, call) => {
  const number = parsedNumber(value);
  return number === undefined ? (call.at(0, 'default') ?? int(0)) : int(Math.trunc(number));
};

const toFloat: Filter = (value, call) => {
  const number = parsedNumber(value);
  return number === undefined ? (call.at(0, 'default') ?? float(0)) : float(number);
};

const abs: Filter = (value) =>
  isFloat(value) ? float(Math.abs(value.value)) : int(Math.abs(numeric(value)));

const round: Filter = (value, call) => {
  const digits = call.int(0, 'precision', 0);
  const method = call.text(1, 'method', 'common');
  const number = numeric(value);
  if (method === 'common')
    return isFloat(value) ? float(rounded(number, digits)) : int(rounded(number, digits));
  if (method !== 'ceil' && method !== 'floor')
    throw new TemplateError("round: method must be 'common', 'ceil' or 'floor'.");
  return float(Math[method](number * 10 ** digits) / 10 ** digits);
};

const fallback: Filter = (value, call) => {
  const isMissing = isUndefined(value) || (call.flag(1, 'boolean') && !isTrue(value));
  return isMissing ? (call.at(0, 'default_value') ?? text('')) : value;
};

const JSON_ESCAPES: Readonly<Record<string, string>> = {
  ...{ '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', "'": '\\u0027' },
};

const tojson: Filter = (value, call) => {
  const indent = call.at(0, 'indent');
  const spaces = indent === undefined || isNone(indent) ? undefined : call.int(0, 'indent');
  if (isUndefined(value)) throw new TemplateError('A value that is not there cannot be written as JSON.');
  if (spaces !== undefined) call.meter.text(spaces);
  const json = jsonText(plainOf(value), { sortKeys: true, indent: spaces });
  call.meter.text(json.length);
  return text(json.replace(/[<>&']/g, (sign) => JSON_ESCAPES[sign] ?? sign));
};

function indented(value: string, call: Arguments): string {
  const width = call.at(0, 'width');
  const margin = width !== undefined && isText(width) ? width.value : ' '.repeat(checkedWidth(call));
  const [first = '', ...rest] = linesOf(`${value}\n`);
  call.meter.text(value.length + margin.length * (rest.length + 1));
  const lines = rest.map((line) => (line !== '' || call.flag(2, 'blank') ? margin + line : line));
  return [call.flag(1, 'first') ? margin + first : first, ...lines].join('\n');
}

function checkedWidth(call: Arguments): number {
  const width = Math.max(0, call.int(0, 'width', 4));
  call.meter.text(width);
  return width;
}

function truncated(value: string, call: Arguments): string {
  const length = call.int(0, 'length', 255);
  const end = call.text(2, 'end', '...');
  const leeway = call.int(3, 'leeway', 5);
  const all = characters(value);
  if (all.length <= length + leeway) return value;
  const kept = all.slice(0, length - end.length).join('');
  const lastSpace = call.flag(1, 'killwords') ? -1 : kept.lastIndexOf(' ');
  return (lastSpace < 0 ? kept : kept.slice(0, lastSpace)) + end;
}

function centred(value: string, call: Arguments): string {
  const width = call.int(0, 'width', 80);
  call.meter.text(Math.max(width, value.length));
  const margin = width - characters(value).length;
  if (margin <= 0) return value;
  const left = Math.floor(margin / 2) + (margin & width & 1);
  return ' '.repeat(left) + value + ' '.repeat(margin - left);
}

/** Replaces within the limit of a text: what it would become is counted first. */
export function replaceText(value: string, call: Arguments): string {
  const [old, by] = [printed(call.value(0, 'old')), printed(call.value(1, 'new'))];
  const most = call.at(2, 'count');
  const count = most === undefined || isNone(most) ? -1 : call.int(2, 'count');
  const occurrences = old === '' ? characters(value).length + 1 : value.split(old).length - 1;
  const cuts = count < 0 ? occurrences : Math.min(count, occurrences);
  call.meter.text(value.length + cuts * (by.length - old.length));
  return replaced(value, old, by, count);
}

const HTML: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&#39;', '"': '&#34;' },
};
const escaped = ofText((value, call) => {
  const result = value.replace(/[&<>'"]/g, (sign) => HTML[sign] ?? sign);
  call.meter.text(result.length);
  return result;
});

function urlQuoted(value: string, isQuery: boolean): string {
  const quoted = encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return isQuery ? quoted.replaceAll('%20', '+') : quoted.replaceAll('%2F', '/');
}

const urlencode: Filter = (value) => {
  if (!isDict(value)) return text(urlQuoted(printed(value), false));
  const parts = Array.from(
    value.value,
    ([key, entry]) => `${urlQuoted(key, true)}=${urlQuoted(printed(entry), true)}`,
  );
  return text(parts.join('&'));
};

const format: Filter = (value, call) => {
  const values = call.named.size > 0 ? dict(new Map(call.named)) : tuple([...call.positional]);
  return formatted(printed(value), values, call.meter);
};

const bounded = (change: (value: string) => string): Filter =>
  ofText((value, call) => {
    const result = change(value);
    call.meter.text(result.length);
    return result;
  });

/** Filters of Jinja2 over texts and numbers. */
export const textFilters: readonly (readonly [string, Filter])[] = [
  ['upper', bounded((value) => value.toUpperCase())],
  ['lower', bounded((value) => value.toLowerCase())],
  ['title', bounded(title)],
  ['capitalize', bounded(capitalised)],
  ['string', ofText((value) => value)],
  ['safe', (value) => value],
  ['trim', ofText((value, call) => stripped(value, call.attribute(0, 'chars'), 'both'))],
  ['indent', ofText(indented)],
  ['truncate', ofText(truncated)],
  ['center', ofText(centred)],
  ['replace', ofText(replaceText)],
  ['wordcount', (value) => int(printed(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0)],
  ['escape', escaped],
  ['e', escaped],
  ['urlencode', urlencode],
  ['format', format],
  ['tojson', tojson],
  ['default', fallback],
  ['d', fallback],
  ['int', toInt],
  ['float', toFloat],
  ['abs', abs],
  ['round', round],
];
