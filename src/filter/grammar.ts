import type { CompareOperator, FieldKind } from './tree.ts';

/** A clause compares numbers with bare numbers and strings with quoted strings, never one with the other. */
export type ValueType = 'string' | 'number';

/** Every comparator of the language; a field allows some of them. */
export type Comparator = CompareOperator | 'IN' | 'NOT IN' | 'IS NULL' | 'IS NOT NULL' | 'BETWEEN';

/** What may be done with a field's value. */
export interface ValueRule {
  readonly type: ValueType;
  readonly comparators: readonly Comparator[];
}

/** A fixed attribute; `aliases` are other spellings that mean the same. */
export interface AttributeRule extends ValueRule {
  readonly aliases?: readonly string[];
}

/** A keyed collection: how it is written (first prefix is the usual one) and, where closed, its `keys`. */
export interface KindRule extends ValueRule {
  readonly prefixes: readonly [string, ...string[]];
  readonly keys?: readonly string[];
}

export type KeyedKind = Exclude<FieldKind, 'attribute'>;

/** The whole language of one entity's search. One file per entity under entities/ holds one of these. */
export interface EntityGrammar {
  /** How messages call one of them: 'run', 'logged model'. */
  readonly noun: string;
  readonly attributePrefixes: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeRule>>;
  readonly kinds: Readonly<Partial<Record<KeyedKind, KindRule>>>;
  readonly orderKinds: readonly FieldKind[];
  /** Tags that are another name of an attribute, by tag key. */
  readonly attributeTags?: Readonly<Record<string, string>>;
  /** Attributes people try that do not exist here, and what to do instead. */
  readonly hints?: Readonly<Record<string, string>>;
}

export const NUMBER_COMPARATORS = ['=', '!=', '>', '>=', '<', '<=', 'BETWEEN'] as const;
export const ID_COMPARATORS = ['=', '!=', 'IN', 'NOT IN'] as const;
export const STRING_COMPARATORS = ['=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN', 'BETWEEN'] as const;
export const NULL_COMPARATORS = ['IS NULL', 'IS NOT NULL'] as const;

export const ATTRIBUTE_PREFIXES = ['attributes', 'attribute', 'attr'] as const;

export const stringRule: ValueRule = { type: 'string', comparators: STRING_COMPARATORS };
export const numberRule: ValueRule = { type: 'number', comparators: NUMBER_COMPARATORS };

/** The same rule for a value that may be missing. */
export function nullable(rule: ValueRule): ValueRule {
  return { type: rule.type, comparators: [...rule.comparators, ...NULL_COMPARATORS] };
}

export const metricKind: KindRule = { prefixes: ['metrics', 'metric'], ...numberRule };
export const paramKind: KindRule = {
  prefixes: ['params', 'param', 'parameters', 'parameter'],
  ...nullable(stringRule),
};
export const tagKind: KindRule = { prefixes: ['tags', 'tag'], ...nullable(stringRule) };
export const datasetKind: KindRule = {
  prefixes: ['dataset', 'datasets'],
  keys: ['name', 'digest', 'context'],
  ...stringRule,
};
