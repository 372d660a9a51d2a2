import type { Arguments } from './jinja-arguments.ts';
import { pairsOf } from './jinja-list-filters.ts';
import { replaceText } from './jinja-text-filters.ts';
import {
  bool,
  type DictValue,
  int,
  isDict,
  isList,
  isNone,
  isText,
  itemsOf,
  type ListValue,
  list,
  NONE,
  printed,
  type TextValue,
  text,
  type Value,
} from './jinja-values.ts';
import { capitalised, linesOf, splitText, stripped, titled } from './python-string.ts';
import { TemplateError } from './template-error.ts';

type Method<T> = (object: T, call: Arguments) => Value;

const chars = (call: Arguments) => {
  const given = call.at(0, 'chars');
  return given === undefined || isNone(given) ? undefined : call.text(0, 'chars');
};

function split({ value }: TextValue, call: Arguments): Value {
  const given = call.at(0, 'sep');
  const separator = given === undefined || isNone(given) ? undefined : call.text(0, 'sep');
  if (separator === '') throw new TemplateError('split: the separator is empty.');
  const parts = splitText(value, separator, call.int(1, 'maxsplit', -1));
  call.meter.charge(parts.length / 10);
  return list(parts.map(text));
}

function startsOrEnds(value: string, call: Arguments, method: 'startsWith' | 'endsWith'): Value {
  const asked = call.value(0, 'prefix');
  const options = isList(asked) ? asked.value : [asked];
  return bool(options.some((option) => isText(option) && value[method](option.value)));
}

function joinTexts({ value }: TextValue, call: Arguments): Value {
  const parts = itemsOf(call.value(0, 'iterable')).map((item) => {
    if (isText(item)) return item.value;
    throw new TemplateError('join: every item must be a text.');
  });
  call.meter.text(parts.reduce((length, part) => length + part.length + value.length, 0));
  return text(parts.join(value));
}

function changed(change: (value: string, call: Arguments) => string): Method<TextValue> {
  return ({ value }, call) => {
    const result = change(value, call);
    call.meter.text(result.length);
    return text(result);
  };
}

const TEXT_METHODS: ReadonlyMap<string, Method<TextValue>> = new Map<string, Method<TextValue>>([
  ['upper', changed((value) => value.toUpperCase())],
  ['lower', changed((value) => value.toLowerCase())],
  ['title', changed(titled)],
  ['capitalize', changed(capitalised)],
  ['strip', changed((value, call) => stripped(value, chars(call), 'both'))],
  ['lstrip', changed((value, call) => stripped(value, chars(call), 'left'))],
  ['rstrip', changed((value, call) => stripped(value, chars(call), 'right'))],
  ['replace', changed(replaceText)],
  ['split', split],
  ['splitlines', ({ value }) => list(linesOf(value).map(text))],
  ['join', joinTexts],
  ['startswith', ({ value }, call) => startsOrEnds(value, call, 'startsWith')],
  ['endswith', ({ value }, call) => startsOrEnds(value, call, 'endsWith')],
  ['count', ({ value }, call) => int(value.split(call.text(0, 'sub')).length - 1)],
  ['find', ({ value }, call) => int(value.indexOf(call.text(0, 'sub')))],
  ['isdigit', ({ value }) => bool(/^\p{Nd}+$/u.test(value))],
]);

const DICT_METHODS: ReadonlyMap<string, Method<DictValue>> = new Map<string, Method<DictValue>>([
  ['items', ({ value }) => list(pairsOf(value))],
  ['keys', (value) => list(itemsOf(value))],
  ['values', ({ value }) => list([...value.values()])],
  ['get', ({ value }, call) => value.get(printed(call.value(0, 'key'))) ?? call.at(1, 'default') ?? NONE],
]);

const LIST_METHODS: ReadonlyMap<string, Method<ListValue>> = new Map<string, Method<ListValue>>([
  [
    'append',
    ({ value }, call) => {
      value.push(call.value(0, 'object'));
      return NONE;
    },
  ],
]);

/** What `object.name(…)` does; undefined where the object has no such method here. */
export function methodOf(object: Value, name: string): ((call: Arguments) => Value) | undefined {
  const bind = <T>(methods: ReadonlyMap<string, Method<T>>, value: T) => {
    const method = methods.get(name);
    return method && ((call: Arguments) => method(value, call));
  };
  if (isText(object)) return bind(TEXT_METHODS, object);
  if (isDict(object)) return bind(DICT_METHODS, object);
  return isList(object) && object.type === 'ArrayValue' ? bind(LIST_METHODS, object) : undefined;
}
