import { type KnownField, readField } from './field.ts';
import { abbreviate, FilterError } from './filter-error.ts';
import type { Comparator, EntityGrammar } from './grammar.ts';
import type { TokenReader } from './token-reader.ts';
import type { Token } from './tokens.ts';
import type { Clause, CompareOperator, Field } from './tree.ts';

/** The longest IN list, room for a page of run ids. */
const MAX_LIST_LENGTH = 10_000;

/** Reads one clause: a field, a comparator its grammar allows, and the values that belong to it. */
export function readClause(reader: TokenReader, grammar: EntityGrammar): Clause {
  const known = readField(reader, grammar);
  const token = reader.next();
  if (token.type === 'sign') return compare(reader, known, token, token.sign);
  if (token.type !== 'keyword') return reader.fail(comparatorsOf(known), token);
  switch (token.word) {
    case 'LIKE':
    case 'ILIKE':
      return compare(reader, known, token, token.word);
    case 'IN':
      return list(reader, known, token, false);
    case 'NOT':
      if (!reader.takeKeyword('IN'))
        return reader.fail('IN after NOT (to negate another comparator, write NOT before the field)');
      return list(reader, known, token, true);
    case 'IS':
      return nullness(reader, known, token);
    case 'BETWEEN':
      return between(reader, known, token);
    default:
      return reader.fail(comparatorsOf(known), token);
  }
}

function compare(reader: TokenReader, known: KnownField, token: Token, comparator: CompareOperator): Clause {
  allow(known, comparator, token);
  const value = readValue(reader, known, comparator);
  return { type: 'compare', field: known.field, comparator, value, position: known.position };
}

function list(reader: TokenReader, known: KnownField, token: Token, negated: boolean): Clause {
  allow(known, negated ? 'NOT IN' : 'IN', token);
  if (!reader.takeMark('(')) reader.fail("a list in brackets such as ('a', 'b')");
  const first = readString(reader, known, 'IN');
  const others: string[] = [];
  while (!reader.takeMark(')')) {
    if (!reader.takeMark(',')) reader.fail("',' or ')' in the list");
    // Python writes a tuple of one as ('a',) and clients paste that into filters.
    if (reader.takeMark(')')) break;
    others.push(readString(reader, known, 'IN'));
    if (others.length >= MAX_LIST_LENGTH) reader.fail(`at most ${MAX_LIST_LENGTH} values in the list`);
  }
  return { type: 'in', field: known.field, values: [first, ...others], negated, position: known.position };
}

function nullness(reader: TokenReader, known: KnownField, token: Token): Clause {
  const negated = reader.takeKeyword('NOT');
  const last = reader.peek();
  if (!reader.takeKeyword('NULL')) reader.fail(negated ? 'NULL' : 'NULL or NOT NULL');
  allow(known, negated ? 'IS NOT NULL' : 'IS NULL', { start: token.start, end: last.end });
  return { type: 'null', field: known.field, negated, position: known.position };
}

function between(reader: TokenReader, known: KnownField, token: Token): Clause {
  allow(known, 'BETWEEN', token);
  const low = readValue(reader, known, 'BETWEEN');
  if (!reader.takeKeyword('AND')) reader.fail('AND and the upper bound of BETWEEN');
  const high = readValue(reader, known, 'AND');
  return { type: 'between', field: known.field, low, high, position: known.position };
}

function readValue(reader: TokenReader, known: KnownField, after: string): string | number {
  if (known.rule.type === 'string') return readString(reader, known, after);
  const token = reader.next();
  if (token.type === 'number') return token.value;
  return reader.fail(`a number for ${describe(known.field)} after ${after}`, token);
}

function readString(reader: TokenReader, known: KnownField, after: string): string {
  const token = reader.next();
  if (token.type === 'string') return token.value;
  return reader.fail(`a quoted string for ${describe(known.field)} after ${after}`, token);
}

function allow(
  known: KnownField,
  comparator: Comparator,
  at: { readonly start: number; readonly end: number },
): void {
  if (known.rule.comparators.includes(comparator)) return;
  const problem = `${comparator} does not apply to ${describe(known.field)}; expected ${comparatorsOf(known)}`;
  throw new FilterError(problem, at.start, at.end - at.start);
}

function comparatorsOf(known: KnownField): string {
  return `one of ${known.rule.comparators.join(', ')}`;
}

function describe(field: Field): string {
  return `${field.kind} ${abbreviate(field.key)}`;
}
