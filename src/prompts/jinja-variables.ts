import { GLOBAL_NAMES } from './jinja-interpreter.ts';
import {
  childrenOf,
  type For,
  type Identifier,
  type Keyword,
  type Node,
  type Program,
} from './jinja-nodes.ts';

/** Which names are bound at a place of a template; what is looked up and is not, comes from outside. */
class Names {
  readonly #bound: ReadonlySet<string>;
  readonly #own = new Set<string>();

  constructor(outer?: Names) {
    this.#bound = new Set(outer ? [...outer.#bound, ...outer.#own] : []);
  }

  has(name: string): boolean {
    return this.#own.has(name) || this.#bound.has(name);
  }

  bind(...names: readonly string[]): void {
    for (const name of names) this.#own.add(name);
  }

  own(): ReadonlySet<string> {
    return this.#own;
  }
}

function targetsOf(node: Node): string[] {
  if (node.type === 'Identifier') return [node.value];
  return node.type === 'TupleLiteral' ? node.value.flatMap(targetsOf) : [];
}

const parameterNames = (parameters: readonly (Identifier | Keyword)[]) =>
  parameters.map((parameter) => (parameter.type === 'Identifier' ? parameter.value : parameter.key.value));

/** Walks a template in the order in which it is read. */
class Walk {
  readonly free = new Set<string>();

  each(nodes: readonly Node[], names: Names): void {
    for (const node of nodes) this.node(node, names);
  }

  node(node: Node, names: Names): void {
    switch (node.type) {
      case 'Identifier':
        if (!names.has(node.value) && !GLOBAL_NAMES.has(node.value)) this.free.add(node.value);
        return;
      case 'Set':
        this.each(node.value ? [node.value] : [], names);
        this.each(node.body, new Names(names));
        if (node.assignee.type === 'MemberExpression') this.node(node.assignee.object, names);
        names.bind(...targetsOf(node.assignee));
        return;
      case 'If':
        this.node(node.test, names);
        this.#branches(node.body, node.alternate, names);
        return;
      case 'For':
        this.#loop(node, names);
        return;
      case 'Macro':
        names.bind(node.name.value);
        this.#function(node.args, node.body, names);
        return;
      case 'CallStatement':
        this.node(node.call, names);
        this.#function(node.callerArgs ?? [], node.body, names);
        return;
      case 'FilterStatement':
        this.each(childrenOf({ ...node, body: [] }), names);
        this.each(node.body, new Names(names));
        return;
      default:
        this.each(childrenOf(node), names);
    }
  }

  /** After an `if`, what both ways bind is bound. */
  #branches(body: readonly Node[], alternate: readonly Node[], names: Names): void {
    const [yes, no] = [new Names(names), new Names(names)];
    this.each(body, yes);
    this.each(alternate, no);
    names.bind(...[...yes.own()].filter((name) => no.own().has(name)));
  }

  #loop({ loopvar, iterable, body, defaultBlock }: For, names: Names): void {
    const inner = new Names(names);
    inner.bind('loop', ...targetsOf(loopvar));
    if (iterable.type === 'SelectExpression') {
      this.node(iterable.lhs, names);
      this.node(iterable.test, inner);
    } else this.node(iterable, names);
    this.each(body, inner);
    this.each(defaultBlock, new Names(names));
  }

  #function(parameters: readonly (Identifier | Keyword)[], body: readonly Node[], names: Names): void {
    for (const parameter of parameters)
      if (parameter.type !== 'Identifier') this.node(parameter.value, names);
    const inner = new Names(names);
    inner.bind('caller', 'varargs', 'kwargs', ...parameterNames(parameters));
    this.each(body, inner);
  }
}

/** The names that a template takes from outside, in order of appearance; not those it sets, loops over or defines. */
export function freeVariables(program: Program): string[] {
  const walk = new Walk();
  walk.each(program.body, new Names());
  return [...walk.free];
}
