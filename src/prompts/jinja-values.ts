import { Environment, type Interpreter } from '@huggingface/jinja';
import { readMetered } from './jinja-meter.ts';
import { PythonFloat, PythonTuple, textOf } from './python-text.ts';
import { TemplateError } from './template-error.ts';

/** A value while a template is rendered. */
export type Value = ReturnType<Interpreter['evaluate']>;
export type Scope = Environment;

export type TextValue = Extract<Value, { value: string }>;
export type ListValue = Extract<Value, { value: Value[] }>;
export type DictValue = Extract<Value, { value: Map<string, Value> }>;
export type NumberValue = Extract<Value, { value: number }>;
export type FunctionValue = Extract<Value, { value: (...args: never[]) => unknown }>;

/** A value of JSON, or of a part of it. */
export function valueOf(json: unknown): Value {
  return new Environment().set('value', json);
}

type Maker<T> = new (value: T) => Value;
const makerOf = <T>(sample: T) => valueOf(sample).constructor as Maker<T>;

const Text = makerOf('');
const Int = makerOf(0);
const Float = makerOf(0.5);
const Bool = makerOf(true);
const List = makerOf([]) as unknown as Maker<Value[]>;
const Dict = makerOf({}) as unknown as Maker<Map<string, Value>>;

export const NONE = valueOf(null);
export const UNDEFINED = valueOf(undefined);
export const text = (value: string): Value => new Text(value);
export const float = (value: number): Value => new Float(value);
export const bool = (value: boolean): Value => new Bool(value);
export const list = (items: Value[]): Value => new List(items);
export const dict = (entries: Map<string, Value>): Value => new Dict(entries);

/** A list that prints in round brackets and equals no list. */
export function tuple(items: Value[]): Value {
  return Object.assign(new List(items), { type: 'TupleValue' });
}

/** Throws beyond 2^53, where a number of JavaScript no longer counts by one. */
export function int(value: number): Value {
  if (!Number.isSafeInteger(value))
    throw new TemplateError('A whole number becomes larger than 2^53, which is the limit here.');
  return new Int(value === 0 ? 0 : value);
}

export const isText = (value: Value): value is TextValue => value.type === 'StringValue';
export const isList = (value: Value): value is ListValue => Array.isArray(value.value);
export const isTuple = (value: Value): boolean => value.type === 'TupleValue';
export const isDict = (value: Value): value is DictValue => value.type === 'ObjectValue';
export const isInt = (value: Value): value is NumberValue => value.type === 'IntegerValue';
export const isFloat = (value: Value): value is NumberValue => value.type === 'FloatValue';
export const isBool = (value: Value): boolean => value.type === 'BooleanValue';
export const isNone = (value: Value): boolean => value.type === 'NullValue';
export const isUndefined = (value: Value): boolean => value.type === 'UndefinedValue';
export const isFunction = (value: Value): value is FunctionValue => value.type === 'FunctionValue';
export const isTrue = (value: Value): boolean => value.__bool__().value;

/** What Python calls the type of a value. */
export function typeName(value: Value): string {
  const names: Readonly<Record<string, string>> = {
    ...{ StringValue: 'str', IntegerValue: 'int', FloatValue: 'float', BooleanValue: 'bool' },
    ...{ ArrayValue: 'list', TupleValue: 'tuple', ObjectValue: 'dict', NullValue: 'NoneType' },
    ...{ UndefinedValue: 'Undefined', FunctionValue: 'function', NamespaceValue: 'Namespace' },
  };
  return names[value.type] ?? value.type;
}

/** The number that a number or a boolean stands for; undefined for anything else. */
export function numberOf(value: Value): number | undefined {
  if (isInt(value) || isFloat(value)) return value.value;
  return isBool(value) ? Number(value.value) : undefined;
}

/** What `json.dumps` and `str` of Python are given. */
export function plainOf(value: Value): unknown {
  readMetered(value.value);
  if (isNone(value) || isUndefined(value)) return null;
  if (isFloat(value)) return new PythonFloat(value.value);
  if (isList(value)) {
    const items = value.value.map(plainOf);
    return isTuple(value) ? new PythonTuple(items) : items;
  }
  if (value.value instanceof Map)
    return Object.fromEntries(Array.from(value.value, ([key, entry]) => [key, plainOf(entry)]));
  if (isFunction(value)) throw new TemplateError('A function cannot be printed: call it with ( ).');
  return value.value;
}

/** As Jinja2 prints it. */
export function printed(value: Value): string {
  if (isText(value)) return value.value;
  return isUndefined(value) ? '' : textOf(plainOf(value));
}

/** Characters as Python counts them. */
export const characters = (value: string): string[] => Array.from(value);

/** What a loop goes over: items, keys, characters; nothing where the value is undefined. Throws for anything else. */
export function itemsOf(value: Value): Value[] {
  if (isList(value)) return value.value;
  if (value.value instanceof Map) return Array.from(value.value.keys(), text);
  if (isText(value)) return characters(value.value).map(text);
  if (isUndefined(value)) return [];
  throw new TemplateError(`A value of type ${typeName(value)} cannot be gone through.`);
}
