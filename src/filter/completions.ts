import { type Entity, grammarOf } from './entities.ts';
import { keyedKinds } from './field.ts';
import type { ValueRule } from './grammar.ts';
import type { FieldKind } from './tree.ts';

/** Something an editor can offer where a field is expected. */
export interface Completion extends ValueRule {
  /** What to insert: an attribute's name, `dataset.name`, or a prefix such as `metrics.` that a key follows. */
  readonly text: string;
  readonly kind: FieldKind;
  readonly needsKey: boolean;
}

/** Lists the fields an entity's filter knows, with value type and allowed comparators, attributes first. */
export function completions(entity: Entity): Completion[] {
  const grammar = grammarOf(entity);
  const fixed = Object.entries(grammar.attributes).map(([name, rule]) =>
    complete(name, 'attribute', false, rule),
  );
  const keyed = keyedKinds(grammar).flatMap((kind) => {
    const rule = grammar.kinds[kind];
    if (rule === undefined) return [];
    const prefix = `${rule.prefixes[0]}.`;
    if (rule.keys === undefined) return [complete(prefix, kind, true, rule)];
    return rule.keys.map((key) => complete(prefix + key, kind, false, rule));
  });
  return [...fixed, ...keyed];
}

function complete(text: string, kind: FieldKind, needsKey: boolean, rule: ValueRule): Completion {
  return { text, kind, needsKey, type: rule.type, comparators: rule.comparators };
}
