import {
  type FieldKind,
  FilterError,
  type FilterNode,
  parseFilter,
  printFilter,
} from '../../filter/index.ts';

const PLAIN_KEY = /^[\p{L}\p{M}\p{N}_\-/:@.]+$/u;

/** How a filter or an order names a key: `metrics.loss`, or with backticks where the key has other characters. */
export function fieldText(prefix: string, key: string): string {
  return `${prefix}.${PLAIN_KEY.test(key) ? key : `\`${key.replaceAll('`', '``')}\``}`;
}

/** A clause that a value is, or is not, the given one; `undefined` stands for a missing value. */
export function equalsClause(
  field: { kind: FieldKind; key: string },
  value: string | number | undefined,
  isEqual: boolean,
): FilterNode {
  const position = 0;
  if (value === undefined) return { type: 'null', field, negated: !isEqual, position };
  return { type: 'compare', field, comparator: isEqual ? '=' : '!=', value, position };
}

/** The filter that also asks for `clause`. A person's own text stays as written, in brackets where it needs them. */
export function narrowed(filter: string, clause: FilterNode): string {
  const added = printFilter(clause);
  const type = typeOf(filter);
  if (type === undefined) return added;
  return type === 'or' ? `(${filter}) AND ${added}` : `${filter} AND ${added}`;
}

/** Undefined for a filter that asks for nothing, or that cannot be read and so cannot be added to. */
function typeOf(filter: string): FilterNode['type'] | undefined {
  try {
    return parseFilter(filter, 'runs')?.type;
  } catch (error) {
    if (error instanceof FilterError) return undefined;
    throw error;
  }
}
