import { decodeAscii, encodeAscii } from './base64url.ts';

/** Anything JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A page token this server did not give, or gave and somebody changed. */
export class PageTokenError extends Error {
  constructor() {
    super(
      'page_token is not one this server gave; repeat the search without it, then pass next_page_token unchanged',
    );
    this.name = 'PageTokenError';
  }
}

/**
 * Makes an opaque page token: base64url of the payload's JSON, a dot, and `sign` of the part before the dot.
 * Numbers must be finite: JSON turns NaN and infinities into null.
 */
export function encodePageToken(payload: JsonValue, sign: (text: string) => string): string {
  const body = encodeAscii(asciiJson(payload));
  return `${body}.${sign(body)}`;
}

/** Gives back what `encodePageToken` was given under the same `sign`. Throws PageTokenError for any other text. */
export function decodePageToken(token: string, sign: (text: string) => string): JsonValue {
  const dot = token.indexOf('.');
  const body = token.slice(0, Math.max(dot, 0));
  if (body === '' || sign(body) !== token.slice(dot + 1)) throw new PageTokenError();
  return JSON.parse(decodeAscii(body));
}

// JSON may write any UTF-16 unit as an escape, which spares the token a UTF-8 codec.
function asciiJson(payload: JsonValue): string {
  return JSON.stringify(payload).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
