import { grammarOf } from './entities.ts';
import { resolveField } from './field.ts';
import { FilterError } from './filter-error.ts';
import { inItem, type OrderTerm, refuseRepeats } from './order-by.ts';
import type { Field } from './tree.ts';

/** One item of the order_by that logged model search takes, as on the wire. `ascending` is true when absent. */
export interface LoggedModelOrderBy {
  readonly field_name: string;
  readonly ascending?: boolean | undefined;
  readonly dataset_name?: string | undefined;
  readonly dataset_digest?: string | undefined;
}

/** A sort key of logged models: a metric may be narrowed to the values logged on one dataset. */
export interface LoggedModelOrderTerm extends OrderTerm {
  readonly dataset?: { readonly name: string; readonly digest?: string };
}

/**
 * Parses the objects logged model search orders by. `field_name` is an attribute or `metrics.` and the bare key,
 * which MLflow takes unquoted to its end. Throws FilterError, its position counting within `field_name`.
 */
export function parseLoggedModelOrderBy(list: readonly LoggedModelOrderBy[]): LoggedModelOrderTerm[] {
  const terms = list.map((item, index) => inItem(index, () => readTerm(item)));
  refuseRepeats(
    terms.map(({ kind, key, dataset }) => [kind, key, dataset?.name, dataset?.digest].join(' ').trimEnd()),
    (index) => list[index]?.field_name.length ?? 0,
  );
  return terms;
}

function readTerm(item: LoggedModelOrderBy): LoggedModelOrderTerm {
  const { kind, key } = readFieldName(item.field_name);
  const term = { kind, key, ascending: item.ascending ?? true };
  const { dataset_name: name, dataset_digest: digest } = item;
  if (name === undefined || name === '') {
    if (digest !== undefined && digest !== '')
      return refuse(item, 'dataset_digest needs dataset_name beside it');
    return term;
  }
  if (kind !== 'metric') return refuse(item, `dataset_name goes with a metric, not with ${kind} ${key}`);
  return { ...term, dataset: digest === undefined || digest === '' ? { name } : { name, digest } };
}

function readFieldName(text: string): Field {
  const grammar = grammarOf('logged_models');
  const dot = text.indexOf('.');
  const span = { type: 'path', start: 0, end: text.length } as const;
  const path =
    dot === -1
      ? { ...span, prefix: undefined, key: text.trim() }
      : { ...span, prefix: text.slice(0, dot), key: text.slice(dot + 1) };
  const { field } = resolveField(path, grammar);
  if (field.key !== '' && grammar.orderKinds.includes(field.kind)) return field;
  throw new FilterError('Expected an attribute or metrics.<key> as field_name', 0, text.length);
}

function refuse(item: LoggedModelOrderBy, problem: string): never {
  throw new FilterError(problem, 0, item.field_name.length);
}
