import { type RowBlock, RowScanner } from '../text-rows.ts';

/** Sent to this worker: the file to read, and again whenever the file may have changed. */
export interface TextIndexRequest {
  url: string;
}

/** What this worker says: `blocks` are the new ones, of a text that is read from its start again where it `isAnew`. */
export type TextIndexNews =
  | {
      kind: 'read';
      isAnew: boolean;
      blocks: RowBlock[];
      rows: number;
      lines: number;
      bytes: number;
      isWhole: boolean;
    }
  | { kind: 'failed'; message: string };

const SPACING_MS = 100;
/** A file whose last bytes are still where they were has only grown. */
const COMPARED_BYTES = 1024;

let scanner = new RowScanner();
let told = 0;
let end: Uint8Array = new Uint8Array();
let isAnew = true;
let reading: AbortController | undefined;
let last: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<TextIndexRequest>) => {
  reading?.abort();
  const mine = new AbortController();
  reading = mine;
  last = last
    .then(() => (mine.signal.aborted ? undefined : readOn(data.url, mine.signal)))
    .catch((error: unknown) => {
      if (!mine.signal.aborted)
        say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    });
});

function say(news: TextIndexNews): void {
  self.postMessage(news);
}

function tell(isWhole: boolean): void {
  say({
    kind: 'read',
    isAnew,
    blocks: scanner.blocks.slice(told),
    ...scanner.soFar,
    bytes: scanner.bytes,
    isWhole,
  });
  told = scanner.blocks.length;
  isAnew = false;
}

/** Reads what has been added to the file since, or all of it where it is another text now. */
async function readOn(url: string, signal: AbortSignal): Promise<void> {
  const from = scanner.bytes - end.length;
  const response = await fetch(url, {
    signal,
    cache: 'no-store',
    ...(from > 0 && { headers: { range: `bytes=${from}-` } }),
  });
  const hasGrown = response.ok && (from === 0 || response.status === 206);
  const rest = hasGrown ? await body(response, signal, end) : undefined;
  if (rest !== undefined) return scan(rest.reader, rest.first);
  if (!response.ok && response.status !== 416) throw new Error(`The tracker answered ${response.status}.`);
  scanner = new RowScanner();
  told = 0;
  end = new Uint8Array();
  isAnew = true;
  return readOn(url, signal);
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** What comes after `known`; undefined where the bytes do not begin with it. */
async function body(
  response: Response,
  signal: AbortSignal,
  known: Uint8Array,
): Promise<{ reader: Reader; first: Uint8Array } | undefined> {
  const reader = response.body?.getReader();
  if (reader === undefined) return undefined;
  let first: Uint8Array = new Uint8Array();
  while (first.length < known.length) {
    const { done, value } = await reader.read();
    if (done) return undefined;
    first = joined(first, value);
  }
  signal.throwIfAborted();
  if (known.every((byte, at) => byte === first[at])) return { reader, first: first.subarray(known.length) };
  await reader.cancel();
  return undefined;
}

async function scan(reader: Reader, first: Uint8Array): Promise<void> {
  let toldAt = 0;
  for (let chunk = first; ; ) {
    scanner.scan(chunk);
    end = joined(end, chunk.subarray(-COMPARED_BYTES)).slice(-COMPARED_BYTES);
    if (performance.now() - toldAt > SPACING_MS) {
      tell(false);
      toldAt = performance.now();
    }
    const { done, value } = await reader.read();
    if (done) break;
    chunk = value;
  }
  tell(true);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
