import type { Arguments } from './jinja-arguments.ts';
import { valueAt } from './jinja-attributes.ts';
import { compare, equals, operate } from './jinja-operators.ts';
import {
  characters,
  int,
  isDict,
  isList,
  isText,
  isUndefined,
  itemsOf,
  list,
  printed,
  text,
  tuple,
  typeName,
  UNDEFINED,
  type Value,
} from './jinja-values.ts';
import { TemplateError } from './template-error.ts';

type Filter = (value: Value, call: Arguments) => Value;

const folded = (value: Value): Value => (isText(value) ? text(value.value.toLowerCase()) : value);

/** What a filter looks at in place of an item: its attributes, in small letters unless capitals matter. */
function keyOf(call: Arguments, attribute: string | undefined, matters: boolean): (item: Value) => Value {
  return (item) => {
    call.meter.charge(1);
    const found = attribute === undefined ? item : valueAt(item, attribute);
    return matters ? found : folded(found);
  };
}

function firstDifference(left: readonly Value[], right: readonly Value[]): number {
  for (const [index, item] of left.entries()) {
    const order = compare(item, right[index] ?? UNDEFINED);
    if (order !== 0) return order;
  }
  return 0;
}

/** Sorts by keys that are made once; items of one key keep their order, in reverse too. */
function sortedBy(items: readonly Value[], keys: (item: Value) => Value[], reverse: boolean): Value[] {
  return items
    .map((item) => ({ item, keys: keys(item) }))
    .sort((a, b) => firstDifference(a.keys, b.keys) * (reverse ? -1 : 1))
    .map(({ item }) => item);
}

const sort: Filter = (value, call) => {
  const attributes = call.attribute(2)?.split(',') ?? [undefined];
  const keys = attributes.map((attribute) => keyOf(call, attribute, call.flag(1, 'case_sensitive')));
  return list(sortedBy(itemsOf(value), (item) => keys.map((key) => key(item)), call.flag(0, 'reverse')));
};

const dictsort: Filter = (value, call) => {
  if (!isDict(value))
    throw new TemplateError(`dictsort takes a dict, not a value of type ${typeName(value)}.`);
  const part = call.text(1, 'by', 'key') === 'key' ? '0' : '1';
  const key = keyOf(call, part, call.flag(0, 'case_sensitive'));
  return list(sortedBy(pairsOf(value.value), (pair) => [key(pair)], call.flag(2, 'reverse')));
};

export function pairsOf(entries: ReadonlyMap<string, Value>): Value[] {
  return Array.from(entries, ([key, entry]) => tuple([text(key), entry]));
}

const items: Filter = (value) => {
  if (isUndefined(value)) return list([]);
  if (isDict(value)) return list(pairsOf(value.value));
  throw new TemplateError(`items takes a dict, not a value of type ${typeName(value)}.`);
};

const unique: Filter = (value, call) => {
  const key = keyOf(call, call.attribute(1), call.flag(0, 'case_sensitive'));
  const seen: Value[] = [];
  const kept = itemsOf(value).filter((item) => {
    const found = key(item);
    call.meter.charge(seen.length / 100);
    if (seen.some((one) => equals(one, found))) return false;
    seen.push(found);
    return true;
  });
  return list(kept);
};

function extreme(sign: 1 | -1): Filter {
  return (value, call) => {
    const key = keyOf(call, call.attribute(1), call.flag(0, 'case_sensitive'));
    const keyed = itemsOf(value).map((item) => ({ item, key: key(item) }));
    const best = keyed.reduce(
      (one, next) => (compare(next.key, one.key) * sign > 0 ? next : one),
      keyed[0] as never,
    );
    return keyed.length === 0 ? UNDEFINED : (best as { item: Value }).item;
  };
}

const sum: Filter = (value, call) => {
  const key = keyOf(call, call.attribute(0), true);
  return itemsOf(value).reduce(
    (total, item) => operate('+', total, key(item), call.meter),
    call.at(1, 'start') ?? int(0),
  );
};

const groupby: Filter = (value, call) => {
  const attribute = call.attribute(0);
  const matters = call.flag(2, 'case_sensitive');
  const key = keyOf(call, attribute, matters);
  const shown = keyOf(call, attribute, true);
  const groups: { key: Value; grouper: Value; items: Value[] }[] = [];
  for (const item of sortedBy(itemsOf(value), (one) => [key(one)], false)) {
    const found = key(item);
    const last = groups.at(-1);
    if (last && equals(last.key, found)) last.items.push(item);
    else groups.push({ key: found, grouper: shown(item), items: [item] });
  }
  return list(groups.map(({ grouper, items: members }) => tuple([grouper, list(members)])));
};

const join: Filter = (value, call) => {
  const glue = printed(call.at(0, 'd') ?? text(''));
  const key = keyOf(call, call.attribute(1), true);
  const parts = itemsOf(value).map((item) => printed(key(item)));
  call.meter.text(parts.reduce((length, part) => length + part.length + glue.length, 0));
  return text(parts.join(glue));
};

const batch: Filter = (value, call) => {
  const size = Math.max(1, call.int(0, 'linecount'));
  const fill = call.at(1, 'fill_with');
  const all = itemsOf(value);
  const rows: Value[] = [];
  for (let at = 0; at < all.length; at += size) {
    const row = all.slice(at, at + size);
    const missing = fill === undefined ? 0 : size - row.length;
    call.meter.charge(1 + missing);
    rows.push(list([...row, ...Array.from({ length: missing }, () => fill ?? UNDEFINED)]));
  }
  return list(rows);
};

const length: Filter = (value) => {
  if (isText(value)) return int(characters(value.value).length);
  if (isList(value) || isDict(value) || isUndefined(value)) return int(itemsOf(value).length);
  throw new TemplateError(`A value of type ${typeName(value)} has no length.`);
};

const reverse: Filter = (value) =>
  isText(value) ? text(characters(value.value).reverse().join('')) : list([...itemsOf(value)].reverse());

/** Filters of Jinja2 over lists and dicts. */
export const listFilters: readonly (readonly [string, Filter])[] = [
  ['first', (value) => itemsOf(value)[0] ?? UNDEFINED],
  ['last', (value) => itemsOf(value).at(-1) ?? UNDEFINED],
  ['list', (value) => list([...itemsOf(value)])],
  ['length', length],
  ['count', length],
  ['reverse', reverse],
  ['sort', sort],
  ['dictsort', dictsort],
  ['items', items],
  ['unique', unique],
  ['min', extreme(-1)],
  ['max', extreme(1)],
  ['sum', sum],
  ['groupby', groupby],
  ['join', join],
  ['batch', batch],
];
