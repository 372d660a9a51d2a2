import { Environment, Interpreter } from '@huggingface/jinja';
import { Arguments } from './jinja-arguments.ts';
import { attributeOf, checkName, itemOf } from './jinja-attributes.ts';
import { filtered } from './jinja-filters.ts';
import { Meter, metered } from './jinja-meter.ts';
import { methodOf } from './jinja-methods.ts';
import type { Binary, Call, Filter, For, Identifier, Member, Node, Program, Tuple } from './jinja-nodes.ts';
import { filterArguments, filterName } from './jinja-nodes.ts';
import { operate } from './jinja-operators.ts';
import { passes } from './jinja-tests.ts';
import {
  bool,
  dict,
  int,
  isDict,
  isFunction,
  isInt,
  isList,
  isNone,
  isTrue,
  isUndefined,
  itemsOf,
  list,
  NONE,
  printed,
  type Scope,
  text,
  typeName,
  UNDEFINED,
  type Value,
  valueOf,
} from './jinja-values.ts';
import { checkOutput } from './output-limit.ts';
import { TemplateError } from './template-error.ts';

/** An expression whose value is printed: the library prints true where Jinja2 prints True. */
interface Output {
  type: 'Output';
  expression: Node;
}

type Evaluated = Node | Output;
type Statement = Parameters<Interpreter['evaluate']>[0];

const STATEMENTS = new Set(['If', 'For', 'Set', 'Macro', 'CallStatement', 'FilterStatement', 'Output']);
const BODIES = ['body', 'alternate', 'defaultBlock'] as const;
const TEST = /^is (not )?(.*)$/s;

/** Marks what is printed, in every body of the tree. */
function markOutputs(program: Program): void {
  // The library looks for `varargs` and `kwargs` only in nodes of its own class.
  const prototype = Object.getPrototypeOf(program) as object;
  const output = (expression: Node): Output =>
    Object.assign(Object.create(prototype) as object, { type: 'Output' as const, expression });
  const mark = (node: Node): void => {
    for (const name of BODIES) {
      const holder = node as unknown as Record<string, Evaluated[] | undefined>;
      const body = holder[name];
      if (!Array.isArray(body)) continue;
      for (const child of body) mark(child as Node);
      holder[name] = body.map((child) => (STATEMENTS.has(child.type) ? child : output(child as Node)));
    }
  };
  mark(program);
}

function rangeOf(call: Arguments): Value {
  const [first, second] = [call.int(0, 'start'), call.at(1, 'stop')];
  const [start, stop] = second === undefined ? [0, first] : [first, call.int(1, 'stop')];
  const step = call.int(2, 'step', 1);
  if (step === 0) throw new TemplateError('range: the step is zero.');
  const count = Math.max(0, Math.ceil((stop - start) / step));
  call.meter.charge(count);
  return list(Array.from({ length: count }, (_, index) => int(start + index * step)));
}

function dictOf(call: Arguments): Value {
  const source = call.at(0, 'source');
  return dict(new Map([...(source && isDict(source) ? source.value : []), ...call.named]));
}

const GLOBALS: ReadonlyMap<string, (call: Arguments) => Value> = new Map([
  ['range', rangeOf],
  ['dict', dictOf],
]);
const CONSTANTS = new Map([
  ...['true', 'True'].map((name): [string, Value] => [name, bool(true)]),
  ...['false', 'False'].map((name): [string, Value] => [name, bool(false)]),
  ...['none', 'None'].map((name): [string, Value] => [name, NONE]),
  // Not called as they stand here, but tested and passed on.
  ...[...GLOBALS.keys()].map((name): [string, Value] => [name, valueOf(() => null)]),
]);

/** Names that are there without being given. */
export const GLOBAL_NAMES: ReadonlySet<string> = new Set([
  ...CONSTANTS.keys(),
  ...['namespace', 'lipsum', 'cycler', 'joiner'],
]);

function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.value;
  if (node.type !== 'MemberExpression') return 'The value';
  const property = node.computed
    ? '[…]'
    : `.${node.property.type === 'Identifier' ? node.property.value : '…'}`;
  return nameOf(node.object) + property;
}

function bind(target: Identifier | Tuple, value: Value, scope: Scope): void {
  if (target.type === 'Identifier') {
    scope.setVariable(target.value, value);
    return;
  }
  const items = itemsOf(value);
  if (items.length !== target.value.length)
    throw new TemplateError(
      `A loop takes ${target.value.length} parts of each item, and one has ${items.length}.`,
    );
  for (const [index, part] of target.value.entries())
    bind(part as Identifier | Tuple, items[index] ?? UNDEFINED, scope);
}

function loopOf(items: readonly Value[], index: number): Value {
  return dict(
    new Map([
      ['index', int(index + 1)],
      ['index0', int(index)],
      ['revindex', int(items.length - index)],
      ['revindex0', int(items.length - index - 1)],
      ['first', bool(index === 0)],
      ['last', bool(index === items.length - 1)],
      ['length', int(items.length)],
      ['previtem', items[index - 1] ?? UNDEFINED],
      ['nextitem', items[index + 1] ?? UNDEFINED],
    ]),
  );
}

/** The library's interpreter, with Python's ways of printing, comparing and looking up, and with an end to everything. */
class BoundedInterpreter extends Interpreter {
  readonly #meter: Meter;

  constructor(scope: Environment, meter: Meter) {
    super(scope);
    this.#meter = meter;
  }

  override evaluate(statement: Statement, environment: Environment): Value {
    if (statement === undefined) return UNDEFINED;
    this.#meter.charge(1);
    return this.#meter.deeper(() => this.#evaluated(statement as unknown as Evaluated, environment));
  }

  #of(node: Node, environment: Environment): Value {
    return this.evaluate(node as unknown as Statement, environment);
  }

  #evaluated(node: Evaluated, environment: Environment): Value {
    switch (node.type) {
      case 'Output':
        return this.#made(text(printed(this.#of(node.expression, environment))));
      case 'Identifier':
        return this.#looked(node, environment);
      case 'MemberExpression':
        return this.#member(node, environment);
      case 'CallExpression':
        return this.#call(node, environment);
      case 'BinaryExpression':
        return this.#binary(node, environment);
      case 'FilterExpression':
        return this.#filter(node, environment);
      case 'FilterStatement':
        return this.#filtered(node.filter, this.#block(node.body, environment), environment);
      case 'For':
        return this.#for(node, environment);
      default:
        return this.#made(super.evaluate(node as unknown as Statement, environment));
    }
  }

  /** Counts a value that was made. */
  #made(value: Value): Value {
    if (typeof value.value === 'string') this.#meter.text(value.value.length);
    return value;
  }

  #looked({ value: name }: Identifier, environment: Environment): Value {
    const found = environment.lookupVariable(name);
    return isUndefined(found) ? (CONSTANTS.get(name) ?? found) : found;
  }

  #block(body: Node[], environment: Environment): Value {
    return super.evaluate({ type: 'Program', body } as unknown as Statement, environment);
  }

  #member({ object, property, computed }: Member, environment: Environment): Value {
    const value = this.#of(object, environment);
    if (computed && typeof value.value === 'string') this.#meter.read(value.value);
    if (computed && property.type === 'SliceExpression') return this.#slice(value, property, environment);
    const key = computed ? this.#of(property, environment) : undefined;
    if (key !== undefined) return itemOf(value, key, nameOf(object));
    if (property.type === 'IntegerLiteral') return itemOf(value, int(property.value), nameOf(object));
    const name = property.type === 'Identifier' ? property.value : '';
    const isMethod = methodOf(value, name) !== undefined;
    if (isMethod) throw new TemplateError(`${name} is a method: call it with ( ).`);
    return attributeOf(value, name, nameOf(object));
  }

  #slice(
    value: Value,
    property: Extract<Node, { type: 'SliceExpression' }>,
    environment: Environment,
  ): Value {
    const bound = (node: Node | undefined): number | undefined => {
      const found = node === undefined ? UNDEFINED : this.#of(node, environment);
      if (isUndefined(found) || isNone(found)) return undefined;
      if (isInt(found)) return found.value;
      throw new TemplateError(`A slice takes whole numbers, not a value of type ${typeName(found)}.`);
    };
    return sliced(value, bound(property.start), bound(property.stop), bound(property.step), this.#meter);
  }

  #binary({ operator, left, right }: Binary, environment: Environment): Value {
    const first = this.#of(left, environment);
    if (operator.value === 'and') return isTrue(first) ? this.#of(right, environment) : first;
    if (operator.value === 'or') return isTrue(first) ? first : this.#of(right, environment);
    const second = this.#of(right, environment);
    for (const { value } of [first, second]) this.#meter.read(value);
    return operate(operator.value, first, second, this.#meter);
  }

  #filter({ operand, filter }: Filter, environment: Environment): Value {
    return this.#filtered(filter, this.#of(operand, environment), environment);
  }

  #filtered(filter: Identifier | Call, value: Value, environment: Environment): Value {
    const name = filterName(filter);
    const [, negated, test] = TEST.exec(name) ?? [];
    this.#meter.read(value.value);
    const call = this.#arguments(test ?? name, filterArguments(filter), environment);
    if (test !== undefined) return bool(passes(test, value, call) === (negated === undefined));
    return this.#made(filtered(name, value, call));
  }

  #arguments(called: string, nodes: readonly Node[], environment: Environment): Arguments {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    for (const node of nodes) {
      if (node.type === 'KeywordArgumentExpression')
        named.set(node.key.value, this.#of(node.value, environment));
      else if (node.type === 'SpreadExpression')
        positional.push(...itemsOf(this.#of(node.argument, environment)));
      else if (node.type === 'KeywordSpreadExpression') this.#spread(node.argument, named, environment);
      else positional.push(this.#of(node, environment));
    }
    for (const { value } of [...positional, ...named.values()]) this.#meter.read(value);
    this.#meter.charge(positional.length);
    return new Arguments(called, this.#meter, positional, named);
  }

  #spread(node: Node, named: Map<string, Value>, environment: Environment): void {
    const value = this.#of(node, environment);
    if (!isDict(value)) throw new TemplateError('Only a dict can be given with **.');
    for (const [key, entry] of value.value) named.set(key, entry);
  }

  #call(node: Call, environment: Environment): Value {
    const { callee, args } = node;
    const method = callee.type === 'MemberExpression' ? this.#method(callee, environment) : undefined;
    if (method) return method(this.#arguments(nameOf(callee), args, environment));
    const global = callee.type === 'Identifier' ? this.#global(callee.value, environment) : undefined;
    if (global) return global(this.#arguments(nameOf(callee), args, environment));
    const value = this.#of(callee, environment);
    if (isUndefined(value)) throw new TemplateError(`There is no function named ${nameOf(callee)} here.`);
    if (!isFunction(value)) throw new TemplateError(`${nameOf(callee)} is no function: it cannot be called.`);
    return super.evaluate(node as unknown as Statement, environment);
  }

  #global(name: string, environment: Environment): ((call: Arguments) => Value) | undefined {
    return isUndefined(environment.lookupVariable(name)) ? GLOBALS.get(name) : undefined;
  }

  #method({ object, property, computed }: Member, environment: Environment) {
    if (computed || property.type !== 'Identifier') return undefined;
    checkName(property.value);
    const value = this.#of(object, environment);
    if (object.type === 'Identifier' && object.value === 'loop' && property.value === 'cycle')
      return (call: Arguments) => cycled(value, call);
    if (isUndefined(value))
      throw new TemplateError(`${nameOf(object)} has no value, so that it has no methods.`);
    this.#meter.read(value.value);
    return methodOf(value, property.value);
  }

  #for(node: For, environment: Environment): Value {
    const [iterable, test] =
      node.iterable.type === 'SelectExpression' ? [node.iterable.lhs, node.iterable.test] : [node.iterable];
    const all = itemsOf(this.#of(iterable, environment));
    this.#meter.charge(all.length);
    const items =
      test === undefined ? all : all.filter((item) => this.#accepts(node, test, item, environment));
    if (items.length === 0) return this.#block(node.defaultBlock, new Environment(environment));
    let result = '';
    for (const [index, item] of items.entries()) {
      const scope = new Environment(environment);
      scope.setVariable('loop', loopOf(items, index));
      bind(node.loopvar, item, scope);
      result += printed(this.#block(node.body, scope));
      checkOutput(result.length);
    }
    return text(result);
  }

  #accepts(node: For, test: Node, item: Value, environment: Environment): boolean {
    const scope = new Environment(environment);
    bind(node.loopvar, item, scope);
    return isTrue(this.#of(test, scope));
  }
}

function cycled(loop: Value, call: Arguments): Value {
  const index = loop.value instanceof Map ? loop.value.get('index0') : undefined;
  const at = index && isInt(index) ? index.value : 0;
  return call.positional[at % Math.max(1, call.positional.length)] ?? UNDEFINED;
}

function sliced(
  value: Value,
  start: number | undefined,
  stop: number | undefined,
  step = 1,
  meter: Meter,
): Value {
  if (step === 0) throw new TemplateError('The step of a slice is zero.');
  if (!isList(value) && typeof value.value !== 'string')
    throw new TemplateError(`A value of type ${typeName(value)} has no slices.`);
  const all = itemsOf(value);
  meter.charge(all.length / 10);
  const [least, most] = step > 0 ? [0, all.length] : [-1, all.length - 1];
  const clamp = (at: number) => Math.min(most, Math.max(least, at < 0 ? at + all.length : at));
  const from = start === undefined ? (step > 0 ? least : most) : clamp(start);
  const to = stop === undefined ? (step > 0 ? most : least) : clamp(stop);
  const count = Math.max(0, Math.ceil((to - from) / step));
  const items = Array.from({ length: count }, (_, index) => all[from + index * step] ?? UNDEFINED);
  return isList(value) ? list(items) : text(items.map(printed).join(''));
}

/** Renders a parsed template with values that are JSON. The tree is changed by it. Throws TemplateError. */
export function runJinja(program: Program, values: Readonly<Record<string, unknown>>): string {
  markOutputs(program);
  const globals = new Environment();
  const scope = new Environment(globals);
  for (const [name, value] of Object.entries(values)) scope.setVariable(name, valueOf(value));
  const meter = new Meter();
  const interpreter = new BoundedInterpreter(scope, meter);
  return metered(meter, () =>
    printed(interpreter.run(program as unknown as Parameters<Interpreter['run']>[0])),
  );
}
