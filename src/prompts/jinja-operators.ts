import { type Meter, readMetered } from './jinja-meter.ts';
import {
  bool,
  characters,
  float,
  int,
  isDict,
  isFloat,
  isList,
  isText,
  isTuple,
  isUndefined,
  itemsOf,
  list,
  numberOf,
  printed,
  text,
  tuple,
  typeName,
  type Value,
} from './jinja-values.ts';
import { formatted } from './python-format.ts';
import { TemplateError } from './template-error.ts';

function sameMaps(left: ReadonlyMap<string, Value>, right: ReadonlyMap<string, Value>): boolean {
  if (left.size !== right.size) return false;
  return Array.from(left).every(([key, value]) => {
    const other = right.get(key);
    return other !== undefined && equals(value, other);
  });
}

/** `==` of Python. */
export function equals(left: Value, right: Value): boolean {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) return a === b;
  if (left.type !== right.type) return false;
  readMetered(left.value);
  if (isList(left) && isList(right))
    return (
      left.value.length === right.value.length &&
      left.value.every((item, index) => equals(item, right.value[index] as Value))
    );
  if (isDict(left) && isDict(right)) return sameMaps(left.value, right.value);
  return left.value === right.value;
}

function compareTexts(left: string, right: string): number {
  readMetered(left);
  readMetered(right);
  const [a, b] = [characters(left), characters(right)];
  const index = a.findIndex((character, at) => character !== b[at]);
  if (index < 0) return a.length - b.length;
  return (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? -1);
}

function compareLists(left: readonly Value[], right: readonly Value[]): number {
  readMetered(left);
  const index = left.findIndex((item, at) => right[at] === undefined || !equals(item, right[at]));
  const [a, b] = [left[index], right[index]];
  return a === undefined || b === undefined ? left.length - right.length : compare(a, b);
}

/** Less than zero, zero or more, as Python orders. Throws where Python does not order the two. */
export function compare(left: Value, right: Value): number {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) return a - b;
  if (isText(left) && isText(right)) return compareTexts(left.value, right.value);
  if (isList(left) && isList(right) && isTuple(left) === isTuple(right))
    return compareLists(left.value, right.value);
  throw new TemplateError(
    `Values of type ${typeName(left)} and ${typeName(right)} have no order: they cannot be compared.`,
  );
}

/** `in` of Python. */
export function contains(container: Value, item: Value): boolean {
  if (isUndefined(container)) return false;
  if (isText(container)) {
    if (isText(item)) return container.value.includes(item.value);
    throw new TemplateError(`Only a text can be in a text, not a value of type ${typeName(item)}.`);
  }
  return itemsOf(container).some((entry) => equals(entry, item));
}

function power(a: number, b: number): number {
  if (a === 0 && b < 0) throw new TemplateError('Zero cannot be raised to a negative power.');
  return a ** b;
}

function nonZero(value: number): number {
  if (value === 0) throw new TemplateError('Division by zero.');
  return value;
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / nonZero(b),
  '//': (a, b) => Math.floor(a / nonZero(b)),
  '%': (a, b) => a - b * Math.floor(a / nonZero(b)),
  '**': power,
};

function calculate(operator: string, left: Value, right: Value, a: number, b: number): Value | undefined {
  const result = ARITHMETIC[operator]?.(a, b);
  if (result === undefined) return undefined;
  const isFraction = isFloat(left) || isFloat(right) || operator === '/' || (operator === '**' && b < 0);
  return isFraction ? float(result) : int(result);
}

function repeatText(value: string, times: number, meter: Meter): Value {
  const count = Math.max(0, times);
  meter.text(value.length * count);
  return text(value.repeat(count));
}

function repeatList(value: Value, items: readonly Value[], times: number, meter: Meter): Value {
  const count = Math.max(0, times);
  meter.charge(items.length * count);
  const repeated = Array.from({ length: count }, () => items).flat();
  return isTuple(value) ? tuple(repeated) : list(repeated);
}

function repeated(value: Value, times: number, meter: Meter): Value | undefined {
  if (isText(value)) return repeatText(value.value, times, meter);
  return isList(value) ? repeatList(value, value.value, times, meter) : undefined;
}

function joined(left: Value, right: Value, meter: Meter): Value | undefined {
  if (isText(left) && isText(right)) {
    meter.text(left.value.length + right.value.length);
    return text(left.value + right.value);
  }
  if (!isList(left) || !isList(right) || isTuple(left) !== isTuple(right)) return undefined;
  meter.charge(left.value.length + right.value.length);
  const items = [...left.value, ...right.value];
  return isTuple(left) ? tuple(items) : list(items);
}

function otherThanNumbers(operator: string, left: Value, right: Value, meter: Meter): Value | undefined {
  if (operator === '+') return joined(left, right, meter);
  if (operator === '%' && isText(left)) return formatted(left.value, right, meter);
  if (operator !== '*') return undefined;
  const [a, b] = [numberOf(left), numberOf(right)];
  if (b !== undefined && Number.isInteger(b)) return repeated(left, b, meter);
  return a !== undefined && Number.isInteger(a) ? repeated(right, a, meter) : undefined;
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

function concatenated(left: Value, right: Value, meter: Meter): Value {
  const [a, b] = [printed(left), printed(right)];
  meter.text(a.length + b.length);
  return text(a + b);
}

function truth(operator: string, left: Value, right: Value): boolean | undefined {
  if (operator === '==') return equals(left, right);
  if (operator === '!=') return !equals(left, right);
  if (operator === 'in') return contains(right, left);
  if (operator === 'not in') return !contains(right, left);
  return COMPARISONS[operator]?.(compare(left, right));
}

/** `left operator right` as Python has it; `and` and `or` are not among the operators. Throws TemplateError. */
export function operate(operator: string, left: Value, right: Value, meter: Meter): Value {
  if (operator === '~') return concatenated(left, right, meter);
  const isTrue = truth(operator, left, right);
  if (isTrue !== undefined) return bool(isTrue);
  const [a, b] = [numberOf(left), numberOf(right)];
  const result =
    a !== undefined && b !== undefined
      ? calculate(operator, left, right, a, b)
      : otherThanNumbers(operator, left, right, meter);
  if (result !== undefined) return result;
  throw new TemplateError(
    `The operator ${operator} does not take values of type ${typeName(left)} and ${typeName(right)}.`,
  );
}
