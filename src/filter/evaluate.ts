import { likePattern } from './like.ts';
import type { Clause, CompareOperator, Field, FilterNode } from './tree.ts';

/** A dataset used by a run. */
export interface DatasetData {
  readonly name: string;
  readonly digest: string;
  readonly context?: string | undefined;
}

/**
 * What a filter may ask of an entity; undefined means missing. Attributes go by canonical name, times in epoch ms.
 * A metric logged several times over (a logged model has one per dataset) may give all its values.
 */
export interface EntityData {
  attribute(name: string): string | number | undefined;
  metric(key: string): number | readonly number[] | undefined;
  param(key: string): string | undefined;
  tag(key: string): string | undefined;
  readonly datasets?: readonly DatasetData[];
}

type Value = string | number;

/**
 * Says whether an entity matches, as the store's SQL does. A comparison needs the key to exist (also `!=` and NOT IN),
 * NOT negates the outcome, NaN fits only `!=`; of several values one has to fit. No tree matches everything.
 */
export function evaluate(tree: FilterNode | undefined, entity: EntityData): boolean {
  if (tree === undefined) return true;
  switch (tree.type) {
    case 'and':
      return tree.children.every((child) => evaluate(child, entity));
    case 'or':
      return tree.children.some((child) => evaluate(child, entity));
    case 'not':
      return !evaluate(tree.child, entity);
    default:
      return holds(tree, valuesOf(tree.field, entity));
  }
}

function valuesOf({ kind, key }: Field, entity: EntityData): readonly Value[] {
  switch (kind) {
    case 'attribute':
      return present([entity.attribute(key)]);
    case 'metric':
      return present([entity.metric(key)].flat());
    case 'param':
      return present([entity.param(key)]);
    case 'tag':
      return present([entity.tag(key)]);
    case 'dataset':
      return present((entity.datasets ?? []).map((dataset) => datasetValue(dataset, key)));
  }
}

function datasetValue(dataset: DatasetData, key: string): string | undefined {
  if (key === 'name') return dataset.name;
  return key === 'digest' ? dataset.digest : dataset.context;
}

function present(values: readonly (Value | undefined)[]): Value[] {
  return values.filter((value) => value !== undefined);
}

function holds(clause: Clause, values: readonly Value[]): boolean {
  switch (clause.type) {
    case 'null':
      return (values.length === 0) !== clause.negated;
    case 'in':
      return values.some((value) => clause.values.includes(String(value)) !== clause.negated);
    case 'between':
      return values.some((value) => order(value, clause.low) >= 0 && order(value, clause.high) <= 0);
    case 'compare':
      return values.some((value) => compares(value, clause.comparator, clause.value));
  }
}

function compares(value: Value, comparator: CompareOperator, wanted: Value): boolean {
  switch (comparator) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '>':
      return order(value, wanted) > 0;
    case '>=':
      return order(value, wanted) >= 0;
    case '<':
      return order(value, wanted) < 0;
    case '<=':
      return order(value, wanted) <= 0;
    case 'LIKE':
    case 'ILIKE':
      return likePattern(String(wanted), comparator === 'LIKE').matches(String(value));
  }
}

/** Negative, 0 or positive; NaN, which no comparison accepts, when there is no order between the two. */
function order(left: Value, right: Value): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return typeof left === 'string' && typeof right === 'string' ? orderStrings(left, right) : Number.NaN;
}

// By code point, as SQLite orders UTF-8 bytes; JavaScript's own < orders UTF-16 units.
function orderStrings(left: string, right: string): number {
  const others = right[Symbol.iterator]();
  for (const character of left) {
    const other = others.next();
    if (other.done) return 1;
    const difference = codePoint(character) - codePoint(other.value);
    if (difference !== 0) return difference;
  }
  return others.next().done ? 0 : -1;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
