import {
  ERROR_STATUS,
  type ErrorCode,
  type OperationName,
  operations,
  type Response,
  TrackingError,
} from '../contract/index.ts';

const UNSAFE_INTEGER = /[:[,]\s*-?\d{16,}\s*[,\]}]/;
const SPELLED_NUMBER = /"(?:NaN|-?Infinity)"/;

/** A 2xx body as the contract types it. Throws INTERNAL_ERROR where it is something else, such as a proxy's HTML page. */
export function readAnswer<Name extends OperationName>(name: Name, body: string): Response<Name> {
  const answer = parseJson(body);
  if (typeof answer !== 'object' || answer === null)
    throw unreadable(name, `not a JSON object: ${excerpt(body)}`);
  // Parsing by the schema costs more than reading the JSON; only numbers spelled as strings need it.
  if (!SPELLED_NUMBER.test(body)) return answer as Response<Name>;
  const result = operations[name].response.safeParse(answer);
  if (result.success) return result.data as Response<Name>;
  throw unreadable(name, `not what the contract says: ${result.error.message}`);
}

/** The error of a non-2xx answer. One that is not in MLflow's form gets the code that its HTTP status stands for. */
export function readError(name: string, status: number, body: string): TrackingError {
  const wire = parseJson(body);
  if (!isErrorBody(wire))
    return new TrackingError(codeOf(status), `The tracker answered ${status} to ${name}: ${excerpt(body)}`);
  const { error_code, message, ...details } = wire;
  const code = isErrorCode(error_code) ? error_code : codeOf(status);
  return new TrackingError(code, message, detailsOf(details));
}

/** What a JSON text says, integers beyond 2^53 exact; undefined where it is none. */
export function parseJson(body: string): unknown {
  try {
    return UNSAFE_INTEGER.test(body) ? JSON.parse(body, exactInteger as Reviver) : JSON.parse(body);
  } catch {
    return undefined;
  }
}

type Reviver = (key: string, value: unknown) => unknown;

/** Engines before ES2026 do not say what was written: there the nearest number has to do. */
function exactInteger(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}

function isErrorBody(value: unknown): value is { error_code: string; message: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'error_code' in value &&
    'message' in value &&
    typeof value.message === 'string'
  );
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_STATUS, code);
}

function codeOf(status: number): ErrorCode {
  const codes = Object.keys(ERROR_STATUS) as ErrorCode[];
  const fallback = status >= 500 ? 'INTERNAL_ERROR' : 'BAD_REQUEST';
  return codes.find((code) => ERROR_STATUS[code] === status) ?? fallback;
}

function detailsOf(fields: Record<string, unknown>): Record<string, string | number> | undefined {
  const details = Object.entries(fields).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return details.length === 0 ? undefined : Object.fromEntries(details);
}

function excerpt(body: string): string {
  const text = body.replace(/\s+/g, ' ').trim();
  if (text === '') return 'an empty body';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** INTERNAL_ERROR: what came is not what the contract says. */
export function unreadable(name: OperationName, what: string): TrackingError {
  return new TrackingError('INTERNAL_ERROR', `The answer to ${name} is ${what}`);
}
