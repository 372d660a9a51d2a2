import { describe, expect, test } from 'vitest';
import { type Completion, completions, type Entity, grammarOf, parseFilter } from './index.ts';

const ENTITIES: Entity[] = ['runs', 'experiments', 'logged_models', 'registered_models', 'model_versions'];

function clausesOf({ text, needsKey, type, comparators }: Completion): string[] {
  const field = needsKey ? `${text}k` : text;
  const value = type === 'number' ? '1' : "'x'";
  return comparators.map((comparator) => {
    if (comparator.endsWith('NULL')) return `${field} ${comparator}`;
    if (comparator === 'BETWEEN') return `${field} BETWEEN ${value} AND ${value}`;
    return `${field} ${comparator} ${comparator.endsWith('IN') ? `(${value})` : value}`;
  });
}

describe('completions', () => {
  test.each(ENTITIES)('[F29] everything offered for %s parses with every comparator it lists', (entity) => {
    for (const completion of completions(entity)) {
      for (const text of clausesOf(completion)) {
        expect(parseFilter(text, entity)).toMatchObject({ field: { kind: completion.kind } });
      }
    }
  });

  test('[F29] runs offer attributes, prefixes and dataset keys', () => {
    expect(completions('runs').map(({ text }) => text)).toEqual([
      ...Object.keys(grammarOf('runs').attributes),
      'metrics.',
      'params.',
      'tags.',
      'dataset.name',
      'dataset.digest',
      'dataset.context',
    ]);
    expect(completions('experiments').at(-1)).toMatchObject({
      text: 'tags.',
      kind: 'tag',
      needsKey: true,
      type: 'string',
    });
  });
});
