import type { Arguments } from './jinja-arguments.ts';
import { compare, contains, equals } from './jinja-operators.ts';
import {
  isBool,
  isDict,
  isFloat,
  isFunction,
  isInt,
  isList,
  isNone,
  isText,
  isUndefined,
  numberOf,
  printed,
  type Value,
} from './jinja-values.ts';
import { TemplateError } from './template-error.ts';

type Test = (value: Value, call: Arguments) => boolean;

function remainder(value: Value, divisor: number): number {
  const number = numberOf(value);
  if (number === undefined) throw new TemplateError('Only numbers are even, odd or divisible.');
  return number - divisor * Math.floor(number / divisor);
}

const other = (call: Arguments) => call.value(0, 'other');
const isCased = (value: string) => value.toLowerCase() !== value.toUpperCase();

const equal: Test = (value, call) => equals(value, other(call));
const unequal: Test = (value, call) => !equals(value, other(call));
const less: Test = (value, call) => compare(value, other(call)) < 0;
const more: Test = (value, call) => compare(value, other(call)) > 0;
const most: Test = (value, call) => compare(value, other(call)) <= 0;
const least: Test = (value, call) => compare(value, other(call)) >= 0;

const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['defined', (value) => !isUndefined(value)],
  ['undefined', isUndefined],
  ['none', isNone],
  ['boolean', isBool],
  ['true', (value) => value.value === true],
  ['false', (value) => value.value === false],
  ['integer', isInt],
  ['float', isFloat],
  ['number', (value) => numberOf(value) !== undefined],
  ['string', isText],
  ['mapping', isDict],
  ['sequence', (value) => isList(value) || isDict(value) || isText(value) || isUndefined(value)],
  ['iterable', (value) => isList(value) || isDict(value) || isText(value) || isUndefined(value)],
  ['callable', isFunction],
  ['odd', (value) => remainder(value, 2) === 1],
  ['even', (value) => remainder(value, 2) === 0],
  ['divisibleby', (value, call) => remainder(value, call.int(0, 'num')) === 0],
  ['in', (value, call) => contains(call.value(0, 'seq'), value)],
  [
    'sameas',
    (value, call) =>
      value === other(call) || (!isList(value) && !isDict(value) && equals(value, other(call))),
  ],
  ['lower', (value) => isCased(printed(value)) && printed(value) === printed(value).toLowerCase()],
  ['upper', (value) => isCased(printed(value)) && printed(value) === printed(value).toUpperCase()],
  ...(['eq', 'equalto', '=='] as const).map((name): [string, Test] => [name, equal]),
  ...(['ne', '!='] as const).map((name): [string, Test] => [name, unequal]),
  ...(['lt', 'lessthan', '<'] as const).map((name): [string, Test] => [name, less]),
  ...(['gt', 'greaterthan', '>'] as const).map((name): [string, Test] => [name, more]),
  ...(['le', '<='] as const).map((name): [string, Test] => [name, most]),
  ...(['ge', '>='] as const).map((name): [string, Test] => [name, least]),
]);

export const isTest = (name: string): boolean => TESTS.has(name);

/** Whether a value passes a test of Jinja. Throws TemplateError for a test that there is not. */
export function passes(name: string, value: Value, call: Arguments): boolean {
  const test = TESTS.get(name);
  if (test === undefined) throw new TemplateError(`There is no test named ${name}.`);
  return test(value, call);
}
