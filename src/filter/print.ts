import { keywordOf } from './tokens.ts';
import type { Clause, Field, FieldKind, FilterNode } from './tree.ts';

const PREFIXES: Readonly<Record<FieldKind, string>> = {
  attribute: '',
  metric: 'metrics.',
  param: 'params.',
  tag: 'tags.',
  dataset: 'dataset.',
};

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*$/;

/**
 * Writes a tree as text that parses to an equal tree (positions aside), with no bracket too many and in MLflow's
 * own spelling where it has one. No tree gives ''. Throws RangeError for a number that is not finite.
 */
export function printFilter(tree: FilterNode | undefined): string {
  if (tree === undefined) return '';
  switch (tree.type) {
    case 'and':
      return tree.children.map((child) => bracket(child, isChain(child))).join(' AND ');
    case 'or':
      return tree.children.map((child) => bracket(child, child.type === 'or')).join(' OR ');
    case 'not':
      return `NOT ${bracket(tree.child, isChain(tree.child))}`;
    default:
      return printClause(tree);
  }
}

function isChain(node: FilterNode): boolean {
  return node.type === 'and' || node.type === 'or';
}

function bracket(node: FilterNode, needed: boolean): string {
  return needed ? `(${printFilter(node)})` : printFilter(node);
}

function printClause(clause: Clause): string {
  const field = printField(clause.field);
  switch (clause.type) {
    case 'compare':
      return `${field} ${clause.comparator} ${printValue(clause.value)}`;
    case 'in':
      return `${field} ${clause.negated ? 'NOT IN' : 'IN'} (${clause.values.map(quoteString).join(', ')})`;
    case 'null':
      return `${field} ${clause.negated ? 'IS NOT NULL' : 'IS NULL'}`;
    case 'between':
      return `${field} BETWEEN ${printValue(clause.low)} AND ${printValue(clause.high)}`;
  }
}

function printField(field: Field): string {
  return PREFIXES[field.kind] + printKey(field.key);
}

function printKey(key: string): string {
  if (PLAIN_KEY.test(key) && key.split('.').every((part) => keywordOf(part) === undefined)) return key;
  return key.includes('`') ? quote(key, '"') : quote(key, '`');
}

function printValue(value: string | number): string {
  if (typeof value === 'string') return quoteString(value);
  // MLflow's reader stumbles over the plus sign of 1e+21.
  if (Number.isFinite(value)) return String(value).replace('e+', 'e');
  throw new RangeError(`A filter cannot hold the number ${value}; only finite numbers can be written`);
}

function quoteString(value: string): string {
  // MLflow knows no doubled quotes, so the other kind is used wherever it avoids them.
  return value.includes("'") && !value.includes('"') ? quote(value, '"') : quote(value, "'");
}

function quote(text: string, mark: string): string {
  return mark + text.replaceAll(mark, mark + mark) + mark;
}
