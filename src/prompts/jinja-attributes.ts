import {
  characters,
  isDict,
  isInt,
  isList,
  isText,
  isTuple,
  isUndefined,
  text,
  UNDEFINED,
  type Value,
} from './jinja-values.ts';
import { TemplateError } from './template-error.ts';

const FORBIDDEN = new Set(['constructor', 'prototype']);

/** Names that lead out of the values of a template in one language or another. */
export const isForbidden = (name: string): boolean => name.startsWith('__') || FORBIDDEN.has(name);

/** Throws for names that lead out of the values of a template. */
export function checkName(name: string): void {
  if (isForbidden(name)) throw new TemplateError(`${name} cannot be read in a template.`);
}

const GROUP: Readonly<Record<string, number>> = { grouper: 0, list: 1 };

/** `object.name`. Undefined where there is none; throws for an attribute of what is itself undefined. */
export function attributeOf(object: Value, name: string, what: string): Value {
  checkName(name);
  if (isUndefined(object)) throw new TemplateError(`${what} has no value, so that it has no ${name}.`);
  if (object.value instanceof Map) return object.value.get(name) ?? UNDEFINED;
  const position = isTuple(object) && Object.hasOwn(GROUP, name) ? GROUP[name] : undefined;
  return position !== undefined && isList(object) ? (object.value[position] ?? UNDEFINED) : UNDEFINED;
}

function characterAt(value: string, index: number): Value {
  const found = characters(value).at(index);
  return found === undefined ? UNDEFINED : text(found);
}

/** `object[key]`. Undefined where there is none; throws for a part of what is itself undefined. */
export function itemOf(object: Value, key: Value, what: string): Value {
  if (isText(key)) return attributeOf(object, key.value, what);
  if (isUndefined(object)) throw new TemplateError(`${what} has no value, so that it has no parts.`);
  if (!isInt(key)) return UNDEFINED;
  if (isList(object)) return object.value.at(key.value) ?? UNDEFINED;
  return isText(object) ? characterAt(object.value, key.value) : UNDEFINED;
}

/** The value at a path of names and numbers, as `attribute=` of filters has it. */
export function valueAt(object: Value, path: string): Value {
  return path.split('.').reduce((value, part) => {
    if (isUndefined(value)) return value;
    if (/^\d+$/.test(part) && !isDict(value))
      return isList(value) ? (value.value[Number(part)] ?? UNDEFINED) : UNDEFINED;
    return attributeOf(value, part, path);
  }, object);
}
