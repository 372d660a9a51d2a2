import { type Entity, grammarOf } from './entities.ts';
import { readField } from './field.ts';
import { FilterError } from './filter-error.ts';
import type { EntityGrammar } from './grammar.ts';
import { TokenReader } from './token-reader.ts';
import type { Field } from './tree.ts';

/** One key of a sort order, its field canonical. */
export interface OrderTerm extends Field {
  readonly ascending: boolean;
}

/**
 * Parses an order_by list: `metrics.acc DESC`, `start_time`. ASC is the default. Throws FilterError (its position
 * counts within the item its message names) for a bad item, a field the entity cannot be ordered by, a field given twice.
 */
export function parseOrderBy(list: readonly string[], entity: Entity): OrderTerm[] {
  const grammar = grammarOf(entity);
  const terms = list.map((text, index) => inItem(index, () => readTerm(text, grammar)));
  refuseRepeats(
    terms.map(({ kind, key }) => `${kind} ${key}`),
    (index) => list[index]?.length ?? 0,
  );
  return terms;
}

/** Reads one item of an order_by list. */
export function readTerm(text: string, grammar: EntityGrammar): OrderTerm {
  const reader = new TokenReader(text);
  const start = reader.peek();
  const { kind, key } = readField(reader, grammar).field;
  if (!grammar.orderKinds.includes(kind)) {
    const expected = grammar.orderKinds.map((known) => `${known}s`).join(', ');
    const problem = `Searched ${grammar.noun}s cannot be ordered by ${kind}; expected ${expected}`;
    throw new FilterError(problem, start.start, start.end - start.start);
  }
  return { kind, key, ascending: readDirection(reader) };
}

/** Reads the end of an item; true for ASC, which is the default. */
export function readDirection(reader: TokenReader): boolean {
  const ascending = reader.takeKeyword('ASC') || !reader.takeKeyword('DESC');
  if (reader.peek().type !== 'end') reader.fail('ASC, DESC or the end of the item');
  return ascending;
}

/** Runs `read` and names the list item in whatever it refuses. */
export function inItem<T>(index: number, read: () => T, list = 'order_by'): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw new FilterError(`${list}[${index}]: ${error.problem}`, error.position, error.length);
  }
}

/** Throws FilterError for the first name that stands twice in the list. */
export function refuseRepeats(
  names: readonly string[],
  lengthOf: (index: number) => number,
  list = 'order_by',
): void {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(name)) {
      const problem = `${list}[${index}]: ${name} is already in the list; expected each field once`;
      throw new FilterError(problem, 0, lengthOf(index));
    }
    seen.add(name);
  }
}
