import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { eventsIn } from './change-stream.ts';

const change = (seq: number, id = 'é') =>
  `id: ${seq}\nevent: change\ndata: ${JSON.stringify({ seq, object_type: 'run', object_id: id })}\n\n`;
const signal =
  'event: signal\ndata: {"kind":"liveness","run_id":"r","experiment_id":"0","state":"interrupted"}\n\n';
const hello = 'id: 1\nevent: hello\nretry: 1000\ndata: {"head":1}\n\n';

test('changes and signals are read across any cut of the stream; greetings and heartbeats are neither', async () => {
  const bytes = Buffer.from(
    `${hello}${change(2)}:\n\n${change(3)}${signal}${change(4)}event: change\ndata: {"seq`,
  );
  for (const size of [1, 2, 3, 7, 64, bytes.length]) {
    const cuts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    const seen: unknown[] = [];
    for await (const each of eventsIn(Readable.from(cuts))) {
      seen.push('change' in each ? [each.change.seq, each.change.object_id] : each.signal.kind);
    }
    expect(seen, `cut every ${size} bytes`).toEqual([[2, 'é'], [3, 'é'], 'liveness', [4, 'é']]);
  }
});
