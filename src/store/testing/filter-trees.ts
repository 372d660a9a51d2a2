import fc from 'fast-check';
import {
  type Clause,
  type Comparator,
  type CompareOperator,
  type Entity,
  type Field,
  type FilterNode,
  grammarOf,
  type ValueRule,
} from '../../filter/index.ts';
import { METRIC_KEYS, NUMBERS, PARAM_KEYS, PATTERN_PIECES, TAG_KEYS, TEXTS } from './texts.ts';

/** Values worth asking of an attribute, so that clauses match now and then. */
export type AttributeValues = Readonly<Record<string, readonly (string | number)[]>>;

interface Asked {
  field: Field;
  rule: ValueRule;
  values: readonly (string | number)[];
}

const NEVER_LOGGED = 'never logged';
const KEYS = {
  metric: [...METRIC_KEYS, NEVER_LOGGED],
  param: [...PARAM_KEYS, NEVER_LOGGED],
  tag: [...TAG_KEYS, NEVER_LOGGED, 'mlflow.runName'],
  dataset: ['name', 'digest', 'context'],
} as const;

function askable(entity: Entity, attributes: AttributeValues): Asked[] {
  const grammar = grammarOf(entity);
  const fixed = Object.entries(grammar.attributes).map(([key, rule]) => ({
    field: { kind: 'attribute' as const, key },
    rule,
    values: attributes[key] ?? TEXTS,
  }));
  const keyed = (['metric', 'param', 'tag', 'dataset'] as const).flatMap((kind) => {
    const rule = grammar.kinds[kind];
    if (rule === undefined) return [];
    return KEYS[kind].map((key) => ({
      field: { kind, key },
      rule,
      values: rule.type === 'number' ? NUMBERS : TEXTS,
    }));
  });
  return [...fixed, ...keyed];
}

const patterns = fc
  .array(fc.constantFrom(...PATTERN_PIECES), { maxLength: 5 })
  .map((pieces) => pieces.join(''));

function comparison(asked: Asked, comparator: Comparator): fc.Arbitrary<Clause> {
  const { field, values } = asked;
  const value = fc.constantFrom(...values);
  const text = value.map(String);
  switch (comparator) {
    case 'IS NULL':
    case 'IS NOT NULL':
      return fc.constant({ type: 'null', field, negated: comparator === 'IS NOT NULL', position: 0 });
    case 'IN':
    case 'NOT IN':
      return fc.tuple(text, fc.array(text, { maxLength: 3 })).map(([one, more]) => ({
        type: 'in',
        field,
        values: [one, ...more],
        negated: comparator === 'NOT IN',
        position: 0,
      }));
    case 'BETWEEN':
      return fc
        .tuple(value, value)
        .map(([low, high]) => ({ type: 'between', field, low, high, position: 0 }));
    case 'LIKE':
    case 'ILIKE':
      return compare(field, comparator, fc.oneof(patterns, text));
    default:
      return compare(field, comparator, value);
  }
}

function compare(
  field: Field,
  comparator: CompareOperator,
  values: fc.Arbitrary<string | number>,
): fc.Arbitrary<Clause> {
  return values.map((value) => ({ type: 'compare', field, comparator, value, position: 0 }));
}

/** Random filters of an entity, over every field and comparator its grammar has. */
export function filterTrees(entity: Entity, attributes: AttributeValues): fc.Arbitrary<FilterNode> {
  const clause = fc
    .constantFrom(...askable(entity, attributes))
    .chain((asked) =>
      fc.constantFrom(...asked.rule.comparators).chain((comparator) => comparison(asked, comparator)),
    );
  const chain = (type: 'and' | 'or', child: fc.Arbitrary<FilterNode>) =>
    fc
      .tuple(child, child, fc.array(child, { maxLength: 2 }))
      .map(([first, second, more]): FilterNode => ({ type, children: [first, second, ...more] }));
  const { tree } = fc.letrec<{ tree: FilterNode }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      { weight: 3, arbitrary: clause },
      { weight: 2, arbitrary: chain('and', tie('tree')) },
      { weight: 1, arbitrary: chain('or', tie('tree')) },
      { weight: 1, arbitrary: tie('tree').map((child): FilterNode => ({ type: 'not', child })) },
    ),
  }));
  return fc.oneof(clause, chain('and', clause), tree);
}
