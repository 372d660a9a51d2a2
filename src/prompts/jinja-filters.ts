import type { Arguments } from './jinja-arguments.ts';
import { valueAt } from './jinja-attributes.ts';
import { listFilters } from './jinja-list-filters.ts';
import { passes } from './jinja-tests.ts';
import { textFilters } from './jinja-text-filters.ts';
import { isTrue, isUndefined, itemsOf, list, UNDEFINED, type Value } from './jinja-values.ts';
import { TemplateError } from './template-error.ts';

export type Filter = (value: Value, call: Arguments) => Value;

/** Of Jinja2, but not here: a template that has one may be right all the same. */
const OTHERS = new Set([
  ...['attr', 'filesizeformat', 'forceescape', 'pprint', 'random', 'slice', 'striptags'],
  ...['urlize', 'wordwrap', 'xmlattr'],
]);

function chosen(
  value: Value,
  call: Arguments,
  attribute: string | undefined,
  skip: number,
  wanted: boolean,
): Value {
  const test = call.at(skip, 'test') === undefined ? undefined : call.text(skip, 'test');
  const rest = call.rest(test ?? '', skip + 1);
  return list(
    itemsOf(value).filter((item) => {
      call.meter.charge(1);
      const looked = attribute === undefined ? item : valueAt(item, attribute);
      return (test === undefined ? isTrue(looked) : passes(test, looked, rest)) === wanted;
    }),
  );
}

function mapped(value: Value, call: Arguments): Value {
  const attribute = call.positional.length === 0 ? call.attribute(0) : undefined;
  const fallback = call.named.get('default') ?? UNDEFINED;
  const change = (item: Value): Value => {
    call.meter.charge(1);
    if (attribute === undefined)
      return filtered(call.text(0, 'filter'), item, call.rest(call.text(0, 'filter'), 1));
    const found = valueAt(item, attribute);
    return isUndefined(found) ? fallback : found;
  };
  return list(itemsOf(value).map(change));
}

const FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ...listFilters,
  ...textFilters,
  ['map', mapped],
  ['select', (value, call) => chosen(value, call, undefined, 0, true)],
  ['reject', (value, call) => chosen(value, call, undefined, 0, false)],
  ['selectattr', (value, call) => chosen(value, call, call.text(0, 'attr'), 1, true)],
  ['rejectattr', (value, call) => chosen(value, call, call.text(0, 'attr'), 1, false)],
]);

export type FilterKnown = 'here' | 'elsewhere' | 'nowhere';

/** Whether there is a filter of this name: here, in Jinja2 alone, or nowhere. */
export function filterKnown(name: string): FilterKnown {
  if (FILTERS.has(name)) return 'here';
  return OTHERS.has(name) ? 'elsewhere' : 'nowhere';
}

/** A value after a filter of Jinja. Throws TemplateError. */
export function filtered(name: string, value: Value, call: Arguments): Value {
  const filter = FILTERS.get(name);
  if (filter !== undefined) return filter(value, call);
  throw new TemplateError(
    OTHERS.has(name)
      ? `The filter ${name} is one of Jinja2 that is not supported here.`
      : `There is no filter named ${name}.`,
  );
}
