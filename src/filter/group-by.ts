import { grammarOf } from './entities.ts';
import { readField } from './field.ts';
import { FilterError } from './filter-error.ts';
import { inItem, refuseRepeats } from './order-by.ts';
import { TokenReader } from './token-reader.ts';
import type { Field } from './tree.ts';

/**
 * Parses the fields that runs are grouped by: `params.lr`, `tags.team`, `status`. Throws FilterError, its position counting within
 * the item, for a metric or dataset too: those do not make groups.
 */
export function parseGroupBy(list: readonly string[]): Field[] {
  const fields = list.map((text, index) => inItem(index, () => readGroupField(text), 'group_by'));
  refuseRepeats(
    fields.map(({ kind, key }) => `${kind} ${key}`),
    (index) => list[index]?.length ?? 0,
    'group_by',
  );
  return fields;
}

function readGroupField(text: string): Field {
  const reader = new TokenReader(text);
  const { start, end } = reader.peek();
  const { kind, key } = readField(reader, grammarOf('runs')).field;
  if (kind === 'metric' || kind === 'dataset')
    throw new FilterError(
      `Runs cannot be grouped by ${kind}; expected params, tags, attributes`,
      start,
      end - start,
    );
  if (reader.peek().type !== 'end') reader.fail('the end of the item');
  return { kind, key };
}
