import { ByteSearch } from '../byte-search.ts';

/** Sent to this worker once: what to look for in which file. To cancel it, end the worker. */
export interface TextFindRequest {
  url: string;
  text: string;
}

/** What this worker says while it reads: places of new matches in bytes, and how many bytes it has read. */
export type TextFindNews =
  | { kind: 'found'; places: number[]; bytes: number; isDone: boolean; isCut: boolean }
  | { kind: 'failed'; message: string };

const SPACING_MS = 100;
const MOST_MATCHES = 100_000;

self.addEventListener('message', ({ data }: MessageEvent<TextFindRequest>) => {
  find(data).catch((error: unknown) =>
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

function say(news: TextFindNews): void {
  self.postMessage(news);
}

async function find({ url, text }: TextFindRequest): Promise<void> {
  const response = await fetch(url, { cache: 'no-store' });
  if (!response.ok || response.body === null) throw new Error(`The tracker answered ${response.status}.`);
  const search = new ByteSearch(text);
  const reader = response.body.getReader();
  let places: number[] = [];
  let total = 0;
  let bytes = 0;
  let toldAt = performance.now();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
    const found = search.take(value).slice(0, MOST_MATCHES - total);
    total += found.length;
    places.push(...found);
    if (total === MOST_MATCHES) break;
    if (performance.now() - toldAt < SPACING_MS) continue;
    say({ kind: 'found', places, bytes, isDone: false, isCut: false });
    places = [];
    toldAt = performance.now();
  }
  await reader.cancel();
  say({ kind: 'found', places, bytes, isDone: true, isCut: total === MOST_MATCHES });
}
