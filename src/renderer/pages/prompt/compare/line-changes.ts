import { Chunk } from '@codemirror/merge';
import { Text } from '@codemirror/state';

interface LineChanges {
  added: number;
  removed: number;
}

/** How many lines came and went between two texts. */
export function lineChanges(before: string | undefined, after: string | undefined): LineChanges {
  const [left, right] = [textOf(before), textOf(after)];
  if (before === undefined || after === undefined)
    return { added: after === undefined ? 0 : right.lines, removed: before === undefined ? 0 : left.lines };
  const count = (text: Text, from: number, to: number) =>
    from >= to ? 0 : text.lineAt(Math.min(text.length, to - 1)).number - text.lineAt(from).number + 1;
  return Chunk.build(closed(left), closed(right)).reduce(
    (sum, { fromA, toA, fromB, toB }) => ({
      removed: sum.removed + count(left, fromA, toA),
      added: sum.added + count(right, fromB, toB),
    }),
    { added: 0, removed: 0 },
  );
}

/** With an end of the last line: without one, a line that comes after it would change it. */
const closed = (text: Text) => text.append(Text.of(['', '']));
const textOf = (text: string | undefined) => Text.of((text ?? '').split('\n'));
