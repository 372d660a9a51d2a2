import { invalidParameter } from '../contract/index.ts';
import {
  decodePageToken,
  encodePageToken,
  FilterError,
  type JsonValue,
  PageTokenError,
} from '../filter/index.ts';
import type { Context } from './context.ts';

/** Runs a parser of the filter room; its complaint becomes INVALID_PARAMETER_VALUE with the position in the text. */
export function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof FilterError)
      throw invalidParameter(error.message, { position: error.position, length: error.length });
    if (error instanceof PageTokenError) throw invalidParameter(error.message);
    throw error;
  }
}

/** A token for the next page of `search`, which is whatever fixes the order of its rows. */
export function nextPageToken(
  context: Context,
  search: JsonValue,
  key: readonly (string | number)[],
): string {
  return encodePageToken([context.store.sign(JSON.stringify(search)), ...key], context.store.sign);
}

/** What `nextPageToken` was given. Throws INVALID_PARAMETER_VALUE for junk and for a token of another search. */
export function pagePosition(
  context: Context,
  search: JsonValue,
  token: string | undefined,
): (string | number)[] | undefined {
  if (!token) return undefined;
  const [origin, ...key] = parsed(() => decodePageToken(token, context.store.sign)) as (string | number)[];
  if (origin !== context.store.sign(JSON.stringify(search)))
    throw invalidParameter(
      'page_token belongs to a search with another order; repeat the search without it.',
    );
  return key;
}

/** A page size between 1 and `most`; `fallback` where none was given. Throws INVALID_PARAMETER_VALUE. */
export function pageSize(
  asked: number | bigint | undefined,
  fallback: number | undefined,
  most: number,
  field = 'max_results',
): number {
  const size = asked ?? fallback;
  if (size === undefined || size < 1 || size > most)
    throw invalidParameter(
      `Invalid value ${size ?? 'missing'} for parameter '${field}': it must be a positive integer of at most ${most}.`,
    );
  return Number(size);
}
