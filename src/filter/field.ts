import { abbreviate, FilterError } from './filter-error.ts';
import type { EntityGrammar, KeyedKind, KindRule, ValueRule } from './grammar.ts';
import type { TokenReader } from './token-reader.ts';
import type { PathToken } from './tokens.ts';
import type { Field } from './tree.ts';

/** A field the grammar knows, with what may be done to it. */
export interface KnownField {
  readonly field: Field;
  readonly rule: ValueRule;
  readonly position: number;
}

/** Reads a field: `metrics.acc`, a bare attribute, or an attribute in double quotes. */
export function readField(reader: TokenReader, grammar: EntityGrammar): KnownField {
  const token = reader.peek();
  if (token.type === 'path') {
    reader.next();
    return resolveField(token, grammar);
  }
  if (token.type === 'string' && token.quote === '"') {
    const { start, end, value } = token;
    reader.next();
    return resolveField({ type: 'path', prefix: undefined, key: value, start, end }, grammar);
  }
  return reader.fail(`a field such as ${exampleField(grammar)}`);
}

/** Finds what a written path means for this entity. Throws FilterError when it means nothing. */
export function resolveField(path: PathToken, grammar: EntityGrammar): KnownField {
  const prefix = path.prefix?.toLowerCase();
  if (prefix === undefined || grammar.attributePrefixes.includes(prefix))
    return attributeField(path, path.key, grammar);
  const [kind, rule] = keyedKind(path, prefix, grammar);
  const attributeTags = grammar.attributeTags ?? {};
  if (kind === 'tag' && Object.hasOwn(attributeTags, path.key))
    return attributeField(path, attributeTags[path.key] ?? path.key, grammar);
  if (rule.keys !== undefined && !rule.keys.includes(path.key)) {
    return refuse(path, `Unknown ${kind} key ${abbreviate(path.key)}; expected ${rule.keys.join(', ')}`);
  }
  return { field: { kind, key: path.key }, rule, position: path.start };
}

function attributeField(path: PathToken, name: string, grammar: EntityGrammar): KnownField {
  const found = Object.entries(grammar.attributes).find(
    ([canonical, rule]) => canonical === name || rule.aliases?.includes(name),
  );
  if (found === undefined) return refuse(path, unknownAttribute(name, grammar));
  return { field: { kind: 'attribute', key: found[0] }, rule: found[1], position: path.start };
}

function unknownAttribute(name: string, grammar: EntityGrammar): string {
  const hints = grammar.hints ?? {};
  const remedy = Object.hasOwn(hints, name)
    ? hints[name]
    : `expected ${[...Object.keys(grammar.attributes), ...keyedPrefixes(grammar)].join(', ')}`;
  return `Unknown ${grammar.noun} attribute ${abbreviate(name)}; ${remedy}`;
}

function keyedKind(path: PathToken, prefix: string, grammar: EntityGrammar): [KeyedKind, KindRule] {
  for (const kind of keyedKinds(grammar)) {
    const rule = grammar.kinds[kind];
    if (rule?.prefixes.includes(prefix)) return [kind, rule];
  }
  const expected = [...keyedPrefixes(grammar), 'attributes.<name>'].join(', ');
  return refuse(path, `${abbreviate(prefix)}. is not a kind of ${grammar.noun} field; expected ${expected}`);
}

/** The keyed kinds an entity has. */
export function keyedKinds(grammar: EntityGrammar): KeyedKind[] {
  return (['metric', 'param', 'tag', 'dataset'] as const).filter((kind) => grammar.kinds[kind] !== undefined);
}

function keyedPrefixes(grammar: EntityGrammar): string[] {
  return keyedKinds(grammar).map((kind) => `${grammar.kinds[kind]?.prefixes[0]}.<key>`);
}

function exampleField(grammar: EntityGrammar): string {
  return [Object.keys(grammar.attributes)[0], ...keyedPrefixes(grammar)].join(' or ');
}

function refuse(path: PathToken, problem: string): never {
  throw new FilterError(problem, path.start, path.end - path.start);
}
