import { parse } from '@huggingface/jinja';
import type { Program } from './jinja-nodes.ts';
import { jinjaTokens, type Token } from './jinja-tokens.ts';
import { TemplateError } from './template-error.ts';

/** A tag that Jinja2 knows and the preview does not: the template may be right all the same. */
export class UnsupportedTag extends TemplateError {}

const MAX_BLOCKS = 50;
const ENDS: Readonly<Record<string, string>> = {
  ...{ if: 'endif', for: 'endfor', macro: 'endmacro', call: 'endcall', filter: 'endfilter', set: 'endset' },
};
const MIDDLES: Readonly<Record<string, readonly string[]>> = { elif: ['if'], else: ['if', 'for'] };
const UNSUPPORTED = new Set([
  ...['block', 'endblock', 'extends', 'include', 'import', 'from', 'with', 'endwith'],
  ...['autoescape', 'endautoescape'],
]);

/** Words that end a test without argument, where one could begin. */
const AFTER_TEST = new Set(['else', 'or', 'and', 'is', 'if', 'in', 'not']);
const ARGUMENTS = new Set(['NumericLiteral', 'StringLiteral', 'Identifier']);
const GOES_ON = new Set(['Dot', 'OpenSquareBracket', 'OpenParen']);

interface Tag {
  name: string;
  token: Token;
  isOpener: boolean;
}

function tagsOf(tokens: readonly Token[]): Tag[] {
  return tokens.flatMap((token, index) => {
    const name = tokens[index + 1];
    if (token.type !== 'OpenStatement' || name?.type !== 'Identifier') return [];
    return [{ name: name.value, token: name, isOpener: opens(tokens, index + 1) }];
  });
}

/** `{% set x = … %}` has no end of its own, `{% set x %}` has. */
function opens(tokens: readonly Token[], index: number): boolean {
  const name = tokens[index]?.value ?? '';
  if (!Object.hasOwn(ENDS, name)) return false;
  if (name !== 'set') return true;
  for (let at = index; tokens[at] !== undefined; at++) {
    const type = tokens[at]?.type;
    if (type === 'Equals') return false;
    if (type === 'CloseStatement') break;
  }
  return true;
}

const at = (message: string, { from, to }: Token) => new TemplateError(message, from, to);

function closeBlock(open: Tag[], { name, token }: Tag): void {
  const last = open.pop();
  if (last === undefined) throw at(`{% ${name} %} closes nothing.`, token);
  if (ENDS[last.name] !== name)
    throw at(`{% ${name} %} stands where {% ${ENDS[last.name]} %} is expected.`, token);
}

/** Throws where blocks do not pair. */
function checkBlocks(tokens: readonly Token[]): void {
  const open: Tag[] = [];
  for (const tag of tagsOf(tokens)) {
    const { name, token, isOpener } = tag;
    if (UNSUPPORTED.has(name))
      throw new UnsupportedTag(`{% ${name} %} is not supported here.`, token.from, token.to);
    if (isOpener && open.push(tag) > MAX_BLOCKS)
      throw at(`Blocks are nested deeper than ${MAX_BLOCKS}.`, token);
    if (Object.values(ENDS).includes(name)) closeBlock(open, tag);
    const middle = MIDDLES[name];
    if (middle && !middle.includes(open.at(-1)?.name ?? ''))
      throw at(
        `{% ${name} %} is outside of ${middle.map((block) => `{% ${block} %}`).join(' and ')}.`,
        token,
      );
  }
  const last = open.at(-1);
  if (last) throw at(`{% ${last.name} %} is never closed: {% ${ENDS[last.name]} %} is missing.`, last.token);
}

const word = (value: string, token: Token): Token => ({ ...token, type: 'Identifier', value });
const sign = (type: string, value: string, token: Token): Token => ({ ...token, type, value });

/** How many tokens after the name of a test are its one argument without brackets. */
function hasBareArgument(tokens: readonly Token[], index: number): boolean {
  const [argument, next] = tokens.slice(index, index + 2);
  if (argument === undefined || !ARGUMENTS.has(argument.type)) return false;
  if (argument.type === 'Identifier' && AFTER_TEST.has(argument.value)) return false;
  return !GOES_ON.has(next?.type ?? '');
}

/** The parser knows tests without arguments only, so that `x is name(y)` is handed to it as the filter `x | is name(y)`. */
function testsAsFilters(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const negated = tokens[index + 1]?.value === 'not' && tokens[index + 1]?.type === 'Identifier';
    const name = tokens[index + (negated ? 2 : 1)];
    const isTest = token.type === 'Identifier' && token.value === 'is' && name?.type === 'Identifier';
    if (!isTest || tokens[index - 1]?.type === 'Dot') {
      result.push(token);
      continue;
    }
    index += negated ? 2 : 1;
    result.push(sign('Pipe', '|', token), word(`${negated ? 'is not' : 'is'} ${name.value}`, name));
    const argument = tokens[index + 1];
    if (argument === undefined || !hasBareArgument(tokens, index + 1)) continue;
    result.push(sign('OpenParen', '(', argument), argument, sign('CloseParen', ')', argument));
    index++;
  }
  return result;
}

/** Remembers the last token that was looked at, which is where the parser found a fault. */
function watched(tokens: Token[]): { tokens: Token[]; last: () => number } {
  let last = 0;
  const proxy = new Proxy(tokens, {
    get(target, key, receiver) {
      if (typeof key === 'string' && key !== 'length') last = Number(key);
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  return { tokens: proxy, last: () => last };
}

function faultAt(tokens: readonly Token[], index: number): TemplateError {
  const token = tokens[index] ?? tokens.at(-1);
  const opener = token?.type === 'OpenStatement' ? tokens[index + 1] : undefined;
  if (token === undefined) return new TemplateError('The template is empty.');
  if (token.type === 'CloseExpression' && tokens[index - 1]?.type === 'OpenExpression')
    return new TemplateError('{{ }} is empty: name a variable.', tokens[index - 1]?.from, token.to);
  if (opener) return at(`{% ${opener.value} %} is not understood here.`, opener);
  return at(`${token.value} is not expected here.`, token);
}

function unknownTag(tokens: readonly Token[]): Tag | undefined {
  const known = new Set([...Object.keys(ENDS), ...Object.values(ENDS), ...Object.keys(MIDDLES)]);
  return tagsOf(tokens).find(({ name }) => !known.has(name));
}

/**
 * A Jinja template as a tree. Throws TemplateError with the place of the fault, UnsupportedTag for tags that only Jinja2 itself
 * knows.
 */
export function parseJinja(text: string): Program {
  const plain = jinjaTokens(text);
  checkBlocks(plain);
  const unknown = unknownTag(plain);
  if (unknown) throw at(`There is no tag {% ${unknown.name} %}.`, unknown.token);
  const { tokens, last } = watched(testsAsFilters(plain));
  try {
    return parse(tokens as unknown as Parameters<typeof parse>[0]) as unknown as Program;
  } catch (error) {
    if (error instanceof RangeError) throw new TemplateError('The template is nested too deeply.');
    throw faultAt(tokens, last());
  }
}
