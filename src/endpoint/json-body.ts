import { isUtf8 } from 'node:buffer';
import { TrackingError } from '../contract/index.ts';
import { faultPosition, NAN_TOKEN, spellBareNumbers } from './json-tokens.ts';

const MAX_DEPTH = 64;
const MAX_SAFE_DIGITS = '9007199254740991';
const ZERO = 48;
const NINE = 57;
const DOT = 46;

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= ZERO && byte <= NINE;

/** Whether the digits around `at` could be an integer that a double cannot hold; digits of a fraction are not. */
function isLongInteger(bytes: Uint8Array, at: number): boolean {
  let start = at;
  let end = at + 1;
  while (isDigit(bytes[start - 1])) start -= 1;
  while (isDigit(bytes[end])) end += 1;
  if (end - start < MAX_SAFE_DIGITS.length || bytes[start - 1] === DOT) return false;
  return (
    end - start > MAX_SAFE_DIGITS.length ||
    Buffer.from(bytes.subarray(start, end)).toString('latin1') > MAX_SAFE_DIGITS
  );
}

/** Looks at every 16th byte only: a run of 16 digits cannot pass between two of them. */
function hasLongInteger(bytes: Uint8Array): boolean {
  const step = MAX_SAFE_DIGITS.length;
  for (let at = step - 1; at < bytes.length; at += step)
    if (isDigit(bytes[at]) && isLongInteger(bytes, at)) return true;
  return false;
}

function reviveLossless(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}

function reviveSpelled(key: string, value: unknown, context?: { source?: string }): unknown {
  return context?.source === NAN_TOKEN ? Number.NaN : reviveLossless(key, value, context);
}

function invalidJson(text: string, fault: unknown): TrackingError {
  const message = fault instanceof Error ? fault.message : String(fault);
  const reason = message.replace(/ is not valid JSON$/, '');
  const place = reason.includes('at position') ? '' : ` (at position ${faultPosition(text)})`;
  return new TrackingError('BAD_REQUEST', `The request body is not valid JSON: ${reason}${place}.`);
}

/** Python's json.dumps writes NaN and Infinity as bare words, which is not JSON; looked for only once parsing failed. */
function parseWithBareNumbers(text: string, fault: unknown): unknown {
  const spelled = spellBareNumbers(text);
  if (spelled === undefined) throw invalidJson(text, fault);
  try {
    return JSON.parse(spelled, reviveSpelled);
  } catch (second) {
    throw invalidJson(text, second);
  }
}

function parseText(text: string, isLossless: boolean): unknown {
  try {
    return isLossless ? JSON.parse(text, reviveLossless) : JSON.parse(text);
  } catch (fault) {
    return parseWithBareNumbers(text, fault);
  }
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isNested(item) && isDeeper(item, levels - 1));
  const fields = value as Record<string, unknown>;
  for (const name in fields) {
    const field = fields[name];
    if (isNested(field) && isDeeper(field, levels - 1)) return true;
  }
  return false;
}

/**
 * A JSON body as a value: integers beyond 2^53 as bigint, bare NaN and ±Infinity as numbers, an empty body as `{}`, and
 * JSON that was encoded twice decoded twice, as MLflow does. Throws BAD_REQUEST with the position of the fault.
 */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return {};
  if (!isUtf8(bytes)) throw new TrackingError('BAD_REQUEST', 'The request body is not valid UTF-8.');
  const isLossless = hasLongInteger(bytes);
  let value = parseText(bytes.toString('utf8'), isLossless);
  if (typeof value === 'string') value = parseText(value, isLossless);
  if (isNested(value) && isDeeper(value, MAX_DEPTH))
    throw new TrackingError('BAD_REQUEST', `The request body is nested more than ${MAX_DEPTH} levels deep.`);
  return value;
}
