import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from './engine.ts';
import { SyncOrderReader } from './sync-order.ts';

const READ = '7 read(20<socket:[1]>, "POST /x HTTP/1.1\\r\\n\\r\\nmarker-000001", 65536) = 40';
const LOG = '7 pwrite64(17</data/tidemark.db-wal>, "\\1\\2marker-000001\\0"..., 4096, 56) = 4096';
const SYNC = '7 fdatasync(17</data/tidemark.db-wal>) = 0';
const SYNC_BEGINS = '7 fdatasync(17</data/tidemark.db-wal> <unfinished ...>';
const SYNC_ENDS = '7 <... fdatasync resumed>) = 0';
const ANSWER = '8 writev(20<socket:[1]>, [{iov_base="HTTP/1.1 200 OK\\r\\n\\r\\n", iov_len=19}], 1) = 19';

const IN_ORDER = { acks: 1, early: [] };
const TOO_EARLY = { acks: 1, early: ['marker-000001'] };

it.each([
  ['in order', [READ, LOG, SYNC, ANSWER], IN_ORDER],
  ['in order, with another thread in between', [READ, LOG, SYNC_BEGINS, SYNC_ENDS, ANSWER], IN_ORDER],
  ['answered without a sync', [READ, LOG, ANSWER], TOO_EARLY],
  ['answered before the sync', [READ, LOG, ANSWER, SYNC], TOO_EARLY],
  ['answered while the sync still ran', [READ, LOG, SYNC_BEGINS, ANSWER, SYNC_ENDS], TOO_EARLY],
  ['synced before it was written', [READ, SYNC, LOG, ANSWER], TOO_EARLY],
  ['synced from before it was written', [READ, SYNC_BEGINS, LOG, SYNC_ENDS, ANSWER], TOO_EARLY],
  ['never written', [READ, SYNC, ANSWER], TOO_EARLY],
  ['never answered', [READ, LOG, SYNC], { acks: 0, early: [] }],
  ['synced in vain', [READ, LOG, SYNC.replace('= 0', '= -1 EIO'), ANSWER], TOO_EARLY],
])('reads from a trace that a request was %s', async (_, lines, expected) => {
  const file = join(temporaryFolder(), 'trace');
  writeFileSync(file, `${lines.join('\n')}\n`);
  expect(await new SyncOrderReader().read(file)).toMatchObject(expected);
});
