import { z } from 'zod';

// A page's policy forbids eval, and zod tries it when the first schema is made: before any, it is told not to.
z.config({ jitless: !('process' in globalThis) });

/** A protobuf int64: a number while it is exact, a bigint beyond 2^53 (span times, nanosecond timestamps). */
export type Int64 = number | bigint;

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);
const INTEGER = /^-?\d{1,19}$/;

type Context = { addIssue(issue: string): void };

function refuse(context: Context, message: string): never {
  context.addIssue(message);
  return z.NEVER;
}

function show(value: unknown): string {
  const text =
    JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part)) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function fromBigInt(value: bigint, context: Context): Int64 {
  if (value > INT64_MAX || value < INT64_MIN)
    return refuse(context, `is ${value}, outside the range of a 64-bit integer`);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function toInt64(value: unknown, context: Context): Int64 {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return value;
    if (Number.isInteger(value)) return fromBigInt(BigInt(value), context);
  }
  if (typeof value === 'bigint') return fromBigInt(value, context);
  if (typeof value === 'string' && INTEGER.test(value)) return fromBigInt(BigInt(value), context);
  return refuse(context, value === undefined ? 'missing' : `must be an integer, not ${show(value)}`);
}

function toInt32(value: unknown, context: Context): number {
  const number = toInt64(value, context);
  if (typeof number === 'number' && number === (number | 0)) return number;
  return refuse(context, `is ${number}, outside the range of a 32-bit integer`);
}

const NON_FINITE: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

function toDouble(value: unknown, context: Context): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') {
    const named = Object.hasOwn(NON_FINITE, value) ? NON_FINITE[value] : undefined;
    if (named !== undefined) return named;
    if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) return Number(value);
  }
  return refuse(context, value === undefined ? 'missing' : `must be a number, not ${show(value)}`);
}

function toBool(value: unknown, context: Context): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return refuse(context, value === undefined ? 'missing' : `must be true or false, not ${show(value)}`);
}

function toText(value: unknown, context: Context): string {
  if (typeof value === 'string') return value;
  return refuse(context, value === undefined ? 'missing' : `must be a string, not ${show(value)}`);
}

function required<T>(read: (value: unknown, context: Context) => T, json: Record<string, unknown>) {
  return z
    .unknown()
    .transform(read as (value: unknown, context: z.core.$RefinementCtx) => T)
    .meta(json);
}

function optional<T>(read: (value: unknown, context: Context) => T, json: Record<string, unknown>) {
  return required<T | undefined>(
    (value, context) => (value == null ? undefined : read(value, context)),
    json,
  ).optional();
}

/** A pair of schemas for one protobuf scalar: as it stands (required), and `.opt` (unset and null alike are undefined). */
function scalar<T>(read: (value: unknown, context: Context) => T, json: Record<string, unknown>) {
  return Object.assign(required(read, json), { opt: optional(read, json) });
}

export const int64 = scalar(toInt64, { type: 'integer', format: 'int64' });
export const int32 = scalar(toInt32, { type: 'integer', format: 'int32' });
export const double = scalar(toDouble, { type: ['number', 'string'], format: 'double' });
export const bool = scalar(toBool, { type: 'boolean' });
export const text = scalar(toText, { type: 'string' });

/** A protobuf enum: its name, or its number as clients of other languages send it. */
export function enumeration<const Names extends Record<string, number>>(names: Names) {
  type Name = Extract<keyof Names, string>;
  const list = Object.keys(names) as Name[];
  const byNumber = new Map<number, Name>(list.map((name) => [names[name] as number, name]));
  const read = (value: unknown, context: Context): Name => {
    if (typeof value === 'string' && Object.hasOwn(names, value)) return value as Name;
    const isNumber = typeof value === 'number' || (typeof value === 'string' && INTEGER.test(value));
    const named = isNumber ? byNumber.get(Number(value)) : undefined;
    if (named !== undefined) return named;
    return refuse(
      context,
      value === undefined ? 'missing' : `must be one of ${list.join(', ')}, not ${show(value)}`,
    );
  };
  return scalar(read, { type: 'string', enum: list });
}

/** A repeated message or scalar; unset, null and a lone query value are read as a list. */
export function repeated<Item extends z.ZodType>(item: Item) {
  return z.array(item).nullish();
}
