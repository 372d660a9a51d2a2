import { grammarOf } from './entities.ts';
import { readField } from './field.ts';
import { FilterError } from './filter-error.ts';
import { inItem, type OrderTerm, readDirection, readTerm, refuseRepeats } from './order-by.ts';
import { TokenReader } from './token-reader.ts';

/** Which number of a metric's history; the latest where none is named. */
export type Best = 'min' | 'max' | 'first';

/** A sort key of a table of runs. */
export interface RunOrderTerm extends OrderTerm {
  readonly best?: Best;
}

const CALL = /^\s*(min|max|first)\s*\(/i;

/**
 * Parses the order_by list of a table of runs: what `parseOrderBy` takes and `min(metrics.acc) DESC`, also with `max` and `first`.
 * Throws FilterError, its position counting within the item.
 */
export function parseRunOrderBy(list: readonly string[]): RunOrderTerm[] {
  const terms = list.map((text, index) => inItem(index, () => readRunTerm(text)));
  refuseRepeats(
    terms.map(({ kind, key, best }) => (best === undefined ? `${kind} ${key}` : `${best} of ${kind} ${key}`)),
    (index) => list[index]?.length ?? 0,
  );
  return terms;
}

function readRunTerm(text: string): RunOrderTerm {
  const grammar = grammarOf('runs');
  const call = CALL.exec(text)?.[1];
  if (call === undefined) return readTerm(text, grammar);
  const best = call.toLowerCase() as Best;
  const reader = new TokenReader(text);
  reader.next();
  reader.takeMark('(');
  const start = reader.peek();
  const { kind, key } = readField(reader, grammar).field;
  if (kind !== 'metric')
    throw new FilterError(
      `Expected a metric, as in ${best}(metrics.accuracy), but found ${kind} ${key.slice(0, 60)}`,
      start.start,
      start.end - start.start,
    );
  if (!reader.takeMark(')')) reader.fail('a closing bracket');
  return { kind, key, ascending: readDirection(reader), best };
}
