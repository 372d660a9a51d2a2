import { abbreviate, FilterError } from './filter-error.ts';
import { readToken } from './lex.ts';
import type { Keyword, Token } from './tokens.ts';

/** Tokens one at a time, so that the first fault in reading order is the one reported. */
export class TokenReader {
  readonly #text: string;
  #at = 0;
  #ahead: Token | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  peek(): Token {
    this.#ahead ??= readToken(this.#text, this.#at);
    return this.#ahead;
  }

  next(): Token {
    const token = this.peek();
    this.#at = token.end;
    this.#ahead = undefined;
    return token;
  }

  takeKeyword(word: Keyword): boolean {
    const token = this.peek();
    const found = token.type === 'keyword' && token.word === word;
    if (found) this.next();
    return found;
  }

  takeMark(mark: '(' | ')' | ','): boolean {
    const token = this.peek();
    const found = token.type === 'mark' && token.mark === mark;
    if (found) this.next();
    return found;
  }

  /** Refuses the token: what stands there is not what was expected. */
  fail(expected: string, token: Token = this.peek()): never {
    const written = abbreviate(this.#text.slice(token.start, token.end));
    const found = token.type === 'end' ? 'the end' : written;
    throw new FilterError(`Expected ${expected} but found ${found}`, token.start, token.end - token.start);
  }
}
