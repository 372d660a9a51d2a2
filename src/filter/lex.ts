import { abbreviate, FilterError } from './filter-error.ts';
import { keywordOf, ORDER_SIGNS, type PathToken, type Token } from './tokens.ts';

// Sticky, and each can only succeed or stop: none of them backtracks over the text.
const SPACE = /\s+/y;
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_\-/:@]*/uy;
const KEY = /[\p{L}\p{M}\p{N}_\-/:@.]+/uy;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const SIGN = /[=<>!~]+/y;

const SIGN_HINTS: Readonly<Record<string, string>> = { '==': '=', '<>': '!=', '=<': '<=', '=>': '>=' };

/** Reads the token that starts at or after `from`. Throws FilterError where no token can start. */
export function readToken(text: string, from: number): Token {
  const start = from + match(SPACE, text, from).length;
  const first = text.charAt(start);
  if (first === '') return { type: 'end', start, end: start };
  if (first === '(' || first === ')' || first === ',')
    return { type: 'mark', mark: first, start, end: start + 1 };
  if (first === "'" || first === '"')
    return { type: 'string', quote: first, start, ...readQuoted(text, start) };
  return readSign(text, start) ?? readNumber(text, start) ?? readPath(text, start) ?? refuse(text, start);
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function readQuoted(text: string, start: number): { value: string; end: number } {
  const quote = text.charAt(start);
  let close = text.indexOf(quote, start + 1);
  while (close !== -1 && text.charAt(close + 1) === quote) close = text.indexOf(quote, close + 2);
  if (close === -1) {
    const problem = `The quote ${quote} opened here is never closed; expected another ${quote}`;
    throw new FilterError(problem, start, text.length - start);
  }
  return { value: text.slice(start + 1, close).replaceAll(quote + quote, quote), end: close + 1 };
}

function readSign(text: string, start: number): Token | undefined {
  const found = match(SIGN, text, start);
  if (found === '') return undefined;
  const sign = ORDER_SIGNS.find((known) => known === found);
  if (sign !== undefined) return { type: 'sign', sign, start, end: start + found.length };
  const hint = Object.hasOwn(SIGN_HINTS, found)
    ? `write ${SIGN_HINTS[found]}`
    : `expected one of ${ORDER_SIGNS.join(' ')}`;
  throw new FilterError(`${abbreviate(found)} is not a comparator; ${hint}`, start, found.length);
}

function readNumber(text: string, start: number): Token | undefined {
  const found = match(NUMBER, text, start);
  if (found === '') return undefined;
  const rest = match(KEY, text, start + found.length);
  // Adding 0 turns -0 into 0, so that equal filters give equal trees.
  const value = Number(found) + 0;
  const end = start + found.length + rest.length;
  if (rest === '' && Number.isFinite(value)) return { type: 'number', value, start, end };
  const reason = rest === '' ? 'does not fit a 64-bit float' : 'is not a number';
  throw new FilterError(
    `${abbreviate(found + rest)} ${reason}; expected one like 1, -0.5 or 1e-3`,
    start,
    end - start,
  );
}

function readPath(text: string, start: number): Token | undefined {
  const quoted = text.charAt(start) === '`';
  const word = match(WORD, text, start);
  if (!quoted && word === '') return undefined;
  const head = quoted ? readQuoted(text, start) : { value: word, end: start + word.length };
  if (text.charAt(head.end) === '.') return readKeyed(text, start, head);
  const keyword = quoted ? undefined : keywordOf(word);
  if (keyword !== undefined) return { type: 'keyword', word: keyword, start, end: head.end };
  return endPath(text, { type: 'path', prefix: undefined, key: head.value, start, end: head.end });
}

function readKeyed(text: string, start: number, head: { value: string; end: number }): PathToken {
  const at = head.end + 1;
  const plain = match(KEY, text, at);
  const key = isQuote(text.charAt(at)) ? readQuoted(text, at) : { value: plain, end: at + plain.length };
  if (key.value === '') {
    const problem = `Expected a key after ${abbreviate(`${head.value}.`)}, as in ${abbreviate(head.value)}.accuracy`;
    throw new FilterError(problem, start, Math.max(key.end, at) - start);
  }
  return endPath(text, { type: 'path', prefix: head.value, key: key.value, start, end: key.end });
}

function endPath(text: string, path: PathToken): PathToken {
  const glued = match(KEY, text, path.end).length;
  if (glued === 0 && !isQuote(text.charAt(path.end))) return path;
  const problem =
    'A quote inside a word: put a whole key between backticks (metrics.`my key`), double a quote inside a string';
  throw new FilterError(problem, path.start, path.end + Math.max(glued, 1) - path.start);
}

function isQuote(character: string): boolean {
  return character === "'" || character === '"' || character === '`';
}

function refuse(text: string, start: number): never {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const remedy =
    character === ';'
      ? 'a filter is one expression, leave the semicolon out'
      : 'put text between quotes and special keys between backticks';
  throw new FilterError(`Unexpected character ${character}; ${remedy}`, start, character.length);
}
