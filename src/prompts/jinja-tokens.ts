import { SPACE } from './plain-template.ts';
import { TemplateError } from './template-error.ts';

/** One token as the parser of @huggingface/jinja takes it, with its place in the template. */
export interface Token {
  type: string;
  value: string;
  from: number;
  to: number;
}

const SPACES = new RegExp(`${SPACE}*`, 'y');
const RAW = new RegExp(`\\{%[-+]?${SPACE}*raw${SPACE}*(-?)%\\}`, 'y');
const END_RAW = new RegExp(`\\{%([-+]?)${SPACE}*endraw${SPACE}*([-+]?)%\\}`, 'y');
const FLOAT = /(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy;
const INTEGER = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy;
const NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/uy;
const STRING = /'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"/sy;

const OPERATORS: readonly (readonly [string, string])[] = [
  ...['//', '*', '/', '%'].map((sign) => [sign, 'MultiplicativeBinaryOperator'] as const),
  ...['==', '!=', '<=', '>=', '<', '>'].map((sign) => [sign, 'ComparisonBinaryOperator'] as const),
  ...['+', '-', '~'].map((sign) => [sign, 'AdditiveBinaryOperator'] as const),
  ['=', 'Equals'],
  ['(', 'OpenParen'],
  [')', 'CloseParen'],
  ['[', 'OpenSquareBracket'],
  [']', 'CloseSquareBracket'],
  ['{', 'OpenCurlyBracket'],
  ['}', 'CloseCurlyBracket'],
  [',', 'Comma'],
  ['.', 'Dot'],
  [':', 'Colon'],
  ['|', 'Pipe'],
];
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const MAX_DEPTH = 50;

const KINDS = {
  '{{': { open: 'OpenExpression', close: 'CloseExpression', end: '}}' },
  '{%': { open: 'OpenStatement', close: 'CloseStatement', end: '%}' },
} as const;

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07' },
  ...{ "'": "'", '"': '"', '\\': '\\', '\n': '' },
};
const ESCAPE = /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gs;

const newlines = (text: string) => text.replace(/\r\n?/g, '\n');

function unescaped(literal: string): string {
  return newlines(literal).replace(ESCAPE, (found, octal?: string, ...rest: (string | undefined)[]) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const hex = rest[0] ?? rest[1] ?? rest[2];
    if (hex === undefined) return SIMPLE_ESCAPES[rest[3] ?? ''] ?? found;
    const code = Number.parseInt(hex, 16);
    return code > 0x10ffff ? found : String.fromCodePoint(code);
  });
}

const ONE_SPACE = new RegExp(SPACE);

function trimmedEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ONE_SPACE.test(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

/** Splits a template as Jinja2 does; throws TemplateError with the place of what it cannot read. */
class Lexer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Token[] {
    while (this.#at < this.#text.length) this.#readPart();
    this.#dropLastNewline();
    return this.#tokens;
  }

  #push(type: string, value: string, from: number, to: number): void {
    this.#tokens.push({ type, value, from, to });
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    return expression.exec(this.#text);
  }

  #pushText(from: number, to: number, trim: boolean): void {
    const text = newlines(this.#text.slice(from, to));
    const value = trim ? trimmedEnd(text) : text;
    if (value !== '') this.#push('Text', value, from, to);
  }

  /** Where the next tag, comment or print begins, the end where none does. */
  #nextTag(): number {
    let at = this.#text.indexOf('{', this.#at);
    while (at >= 0 && !'{%#'.includes(this.#text[at + 1] ?? ' ')) at = this.#text.indexOf('{', at + 1);
    return at < 0 ? this.#text.length : at;
  }

  #readPart(): void {
    const from = this.#at;
    const at = this.#nextTag();
    this.#pushText(from, at, this.#text[at + 2] === '-' && at < this.#text.length);
    this.#at = at;
    if (at >= this.#text.length) return;
    const opener = this.#text.slice(at, at + 2);
    if (opener === '{#') this.#skipComment();
    else if (opener === '{%' && this.#match(RAW)) this.#readRaw();
    else this.#readTag(opener as '{{' | '{%');
  }

  #skipSpaces(): void {
    this.#match(SPACES);
    this.#at = SPACES.lastIndex;
  }

  #skipComment(): void {
    const end = this.#text.indexOf('#}', this.#at + 2);
    if (end < 0) throw new TemplateError('The comment is not closed: #} is missing.', this.#at, this.#at + 2);
    this.#at = end + 2;
    if (this.#text[end - 1] === '-') this.#skipSpaces();
  }

  #readRaw(): void {
    const from = this.#at;
    const [opening = '', trimsStart = ''] = this.#match(RAW) ?? [];
    this.#at += opening.length;
    if (trimsStart === '-') this.#skipSpaces();
    const start = this.#at;
    for (let at = this.#text.indexOf('{%', start); at >= 0; at = this.#text.indexOf('{%', at + 2)) {
      this.#at = at;
      const end = this.#match(END_RAW);
      if (end === null) continue;
      this.#pushText(start, at, end[1] === '-');
      this.#at = at + end[0].length;
      if (end[2] === '-') this.#skipSpaces();
      return;
    }
    throw new TemplateError(
      '{% raw %} is never closed: {% endraw %} is missing.',
      from,
      from + opening.length,
    );
  }

  #readTag(opener: keyof typeof KINDS): void {
    const { open, close, end } = KINDS[opener];
    const from = this.#at;
    this.#at += '-+'.includes(this.#text[from + 2] ?? ' ') ? 3 : 2;
    this.#push(open, opener, from, this.#at);
    const brackets: string[] = [];
    for (;;) {
      this.#skipSpaces();
      if (this.#at >= this.#text.length)
        throw new TemplateError(`${opener} is not closed: ${end} is missing.`, from, from + 2);
      if (brackets.length === 0 && this.#closes(close, end)) return;
      this.#readToken(brackets);
    }
  }

  #closes(type: string, end: string): boolean {
    const sign = this.#text[this.#at] ?? '';
    const signed = sign === '-' || (sign === '+' && end === '%}');
    if (!this.#text.startsWith(end, this.#at + (signed ? 1 : 0))) return false;
    const from = this.#at;
    this.#at += end.length + (signed ? 1 : 0);
    this.#push(type, end, from, this.#at);
    if (sign === '-') this.#skipSpaces();
    return true;
  }

  #take(type: string, found: string, value: string): void {
    this.#push(type, value, this.#at, this.#at + found.length);
    this.#at += found.length;
  }

  #readToken(brackets: string[]): void {
    const afterDot = this.#tokens.at(-1)?.type === 'Dot';
    const float = afterDot ? null : this.#match(FLOAT);
    if (float) return this.#take('NumericLiteral', float[0], floatLiteral(float[0]));
    const integer = this.#match(INTEGER);
    if (integer) return this.#take('NumericLiteral', integer[0], integer[0].replaceAll('_', ''));
    const name = this.#match(NAME);
    if (name) return this.#take('Identifier', name[0], name[0]);
    const string = this.#match(STRING);
    if (string) return this.#take('StringLiteral', string[0], unescaped(string[0].slice(1, -1)));
    return this.#readOperator(brackets);
  }

  #readOperator(brackets: string[]): void {
    const from = this.#at;
    if (this.#text.startsWith('**', from)) return this.#take('ExponentiationBinaryOperator', '**', '**');
    const found = OPERATORS.find(([sign]) => this.#text.startsWith(sign, from));
    if (found === undefined) throw this.#unexpected();
    const [sign, type] = found;
    const closer = CLOSERS[sign];
    if (closer !== undefined && brackets.push(closer) > MAX_DEPTH)
      throw new TemplateError(`Brackets are nested deeper than ${MAX_DEPTH}.`, from, from + 1);
    if (closer === undefined && ')]}'.includes(sign) && brackets.pop() !== sign)
      throw new TemplateError(`There is a ${sign} that closes nothing.`, from, from + 1);
    this.#take(type, sign, sign);
  }

  #unexpected(): TemplateError {
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    const isQuote = character === "'" || character === '"';
    const message = isQuote
      ? `The text that begins with ${character} is not closed.`
      : `${character} does not belong here.`;
    return new TemplateError(message, this.#at, this.#at + character.length);
  }

  /** One newline at the very end is not part of a template. */
  #dropLastNewline(): void {
    const last = this.#tokens.at(-1);
    if (last?.type !== 'Text' || last.to !== this.#text.length || !last.value.endsWith('\n')) return;
    last.value = last.value.slice(0, -1);
    if (last.value === '') this.#tokens.pop();
  }
}

/** The parser takes what has a point in it for a float. */
function floatLiteral(found: string): string {
  const plain = found.replaceAll('_', '');
  if (plain.includes('.')) return plain;
  return plain.replace(/e/i, '.0e');
}

/** The tokens of a Jinja template. Throws TemplateError. */
export function jinjaTokens(text: string): Token[] {
  return new Lexer(text).read();
}
