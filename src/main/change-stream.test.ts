import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { changesIn } from './change-stream.ts';

const change = (seq: number, id = 'é') =>
  `id: ${seq}\nevent: change\ndata: ${JSON.stringify({ seq, object_type: 'run', object_id: id })}\n\n`;
const hello = 'id: 1\nevent: hello\nretry: 1000\ndata: {"head":1}\n\n';

test('changes are read across any cut of the stream; greetings and heartbeats are not changes', async () => {
  const bytes = Buffer.from(`${hello}${change(2)}:\n\n${change(3)}${change(4)}event: change\ndata: {"seq`);
  for (const size of [1, 2, 3, 7, 64, bytes.length]) {
    const cuts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    const seen: unknown[] = [];
    for await (const each of changesIn(Readable.from(cuts))) seen.push([each.seq, each.object_id]);
    expect(seen, `cut every ${size} bytes`).toEqual([
      [2, 'é'],
      [3, 'é'],
      [4, 'é'],
    ]);
  }
});
