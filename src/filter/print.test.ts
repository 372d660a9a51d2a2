import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Field, type FilterNode, parseFilter, printFilter } from './index.ts';

const key = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    'a',
    'val.acc',
    'a-b',
    'a/b',
    'in',
    'x.and',
    'my key',
    '`',
    '"',
    "'",
    '``"\'',
    '.',
    '1',
    '__proto__',
  ),
);
const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', "'", '"', '\'"', "''", '\\', "it's", '%_', 'AND', ';', '\n'),
);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const field = (kind: Field['kind'], keys: fc.Arbitrary<string>) =>
  keys.map((name): Field => ({ kind, key: name }));
const numberField = fc.oneof(
  field('metric', key),
  field('attribute', fc.constantFrom('start_time', 'end_time')),
);
const keyed = fc.oneof(
  field('param', key),
  field(
    'tag',
    key.filter((name) => name !== 'mlflow.runName'),
  ),
);
const stringField = fc.oneof(
  keyed,
  field('attribute', fc.constantFrom('run_id', 'run_name', 'status', 'user_id', 'artifact_uri')),
  field('dataset', fc.constantFrom('name', 'digest', 'context')),
);
const position = fc.constant(0);
const some = <T>(item: fc.Arbitrary<T>) =>
  fc.tuple(item, fc.array(item, { maxLength: 3 })).map(([first, rest]): [T, ...T[]] => [first, ...rest]);

const clause: fc.Arbitrary<FilterNode> = fc.oneof(
  fc.record({
    type: fc.constant('compare' as const),
    field: numberField,
    comparator: fc.constantFrom('=', '!=', '>', '>=', '<', '<='),
    value: number,
    position,
  }),
  fc.record({
    type: fc.constant('compare' as const),
    field: stringField,
    comparator: fc.constantFrom('=', '!=', 'LIKE', 'ILIKE'),
    value: word,
    position,
  }),
  fc.record({
    type: fc.constant('between' as const),
    field: numberField,
    low: number,
    high: number,
    position,
  }),
  fc.record({ type: fc.constant('between' as const), field: stringField, low: word, high: word, position }),
  fc.record({
    type: fc.constant('in' as const),
    field: stringField,
    values: some(word),
    negated: fc.boolean(),
    position,
  }),
  fc.record({ type: fc.constant('null' as const), field: keyed, negated: fc.boolean(), position }),
);

const tree: fc.Arbitrary<FilterNode> = fc.letrec<{ node: FilterNode }>((tie) => {
  const children = fc
    .tuple(tie('node'), some(tie('node')))
    .map(([first, [second, ...rest]]): [FilterNode, FilterNode, ...FilterNode[]] => [first, second, ...rest]);
  return {
    node: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      clause,
      fc.record({ type: fc.constantFrom('and' as const, 'or' as const), children }),
      tie('node').map((child): FilterNode => ({ type: 'not', child })),
    ),
  };
}).node;

function withoutPositions(node: FilterNode | undefined): unknown {
  return JSON.parse(
    JSON.stringify(node, (name, value: unknown) => (name === 'position' ? undefined : value)),
  );
}

function clauseCount(node: FilterNode): number {
  if (node.type === 'not') return clauseCount(node.child);
  if (node.type !== 'and' && node.type !== 'or') return 1;
  return node.children.map(clauseCount).reduce((sum, count) => sum + count, 0);
}

describe('printing', () => {
  const seed = Date.now();

  test(`[F25] a printed tree parses to an equal tree (seed ${seed})`, () => {
    const check = fc.property(tree, (node) => {
      fc.pre(clauseCount(node) <= 500);
      const text = printFilter(node);
      expect(withoutPositions(parseFilter(text, 'runs'))).toEqual(withoutPositions(node));
    });
    fc.assert(check, { seed, numRuns: 6000 });
  });

  test('[F25] no tree prints as empty text', () => {
    expect(printFilter(undefined)).toBe('');
  });

  test.each([
    ["((metrics.a>1)) and (params.b='x')", "metrics.a > 1 AND params.b = 'x'"],
    [
      '(metrics.a > 1 AND metrics.b > 2) OR metrics.c > 3',
      'metrics.a > 1 AND metrics.b > 2 OR metrics.c > 3',
    ],
    [
      '(metrics.a > 1 OR metrics.b > 2) AND NOT (metrics.c > 3)',
      '(metrics.a > 1 OR metrics.b > 2) AND NOT metrics.c > 3',
    ],
    ['NOT (metrics.a > 1 AND metrics.b > 2)', 'NOT (metrics.a > 1 AND metrics.b > 2)'],
    ["tags.'my key' = 'it''s'", 'tags.`my key` = "it\'s"'],
    ['tags."a`b" IN ("x",)', 'tags."a`b" IN (\'x\')'],
    ['tags.in IS NOT NULL', 'tags.`in` IS NOT NULL'],
    ['run.created between 1 and 2e30', 'start_time BETWEEN 1 AND 2e30'],
    ["tags.mlflow.runName NOT IN ('a','b')", "run_name NOT IN ('a', 'b')"],
    ["datasets.name ilike 'x'", "dataset.name ILIKE 'x'"],
  ])('[F25] %s prints as %s', (text, printed) => {
    expect(printFilter(parseFilter(text, 'runs'))).toBe(printed);
  });

  test('[F25] printing a filter at the nesting limit adds no brackets', () => {
    const deep = `${'NOT (metrics.a > 1 AND '.repeat(32)}metrics.b > 1 OR metrics.c > 1${')'.repeat(32)}`;
    expect(printFilter(parseFilter(deep, 'runs'))).toBe(deep);
  });

  test('[F25] a number no filter can hold is a RangeError', () => {
    const clauseOf = (value: number): FilterNode => ({
      type: 'compare',
      field: { kind: 'metric', key: 'a' },
      comparator: '>',
      value,
      position: 0,
    });
    expect(() => printFilter(clauseOf(Number.NaN))).toThrow(RangeError);
    expect(() => printFilter(clauseOf(Number.POSITIVE_INFINITY))).toThrow(RangeError);
  });
});
