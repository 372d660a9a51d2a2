export const KEYWORDS = [
  'AND',
  'OR',
  'NOT',
  'IN',
  'IS',
  'NULL',
  'LIKE',
  'ILIKE',
  'BETWEEN',
  'ASC',
  'DESC',
] as const;
export type Keyword = (typeof KEYWORDS)[number];

export const ORDER_SIGNS = ['=', '!=', '>', '>=', '<', '<='] as const;
export type OrderSign = (typeof ORDER_SIGNS)[number];

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A field as written: `metrics.acc` has prefix and key, a bare attribute only its key. */
export interface PathToken extends Span {
  readonly type: 'path';
  readonly prefix: string | undefined;
  readonly key: string;
}

export interface StringToken extends Span {
  readonly type: 'string';
  readonly value: string;
  readonly quote: string;
}

export type Token =
  | PathToken
  | StringToken
  | (Span & { readonly type: 'keyword'; readonly word: Keyword })
  | (Span & { readonly type: 'number'; readonly value: number })
  | (Span & { readonly type: 'sign'; readonly sign: OrderSign })
  | (Span & { readonly type: 'mark'; readonly mark: '(' | ')' | ',' })
  | (Span & { readonly type: 'end' });

export function keywordOf(word: string): Keyword | undefined {
  // Lower case, because upper case turns letters from outside ASCII, such as the long s, into ASCII ones.
  const lower = word.toLowerCase();
  return KEYWORDS.find((keyword) => keyword.toLowerCase() === lower);
}
