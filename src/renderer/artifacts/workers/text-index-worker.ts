import { type RowBlock, RowScanner } from '../text-rows.ts';

/** What this worker says while it reads the file whose URL it was sent: `blocks` are the new ones. */
export type TextIndexNews =
  | { kind: 'read'; blocks: RowBlock[]; rows: number; lines: number; bytes: number; isWhole: boolean }
  | { kind: 'failed'; message: string };

const SPACING_MS = 100;

self.addEventListener('message', ({ data }: MessageEvent<string>) => {
  index(data).catch((error: unknown) => say({ kind: 'failed', message: String(error) }));
});

function say(news: TextIndexNews): void {
  self.postMessage(news);
}

async function index(url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`The tracker answered ${response.status}.`);
  const scanner = new RowScanner();
  let told = 0;
  let toldAt = 0;
  const tell = (isWhole: boolean) => {
    const { rows, lines, bytes } = scanner;
    say({ kind: 'read', blocks: scanner.blocks.slice(told), rows, lines, bytes, isWhole });
    told = scanner.blocks.length;
    toldAt = performance.now();
  };
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    scanner.scan(value);
    if (performance.now() - toldAt > SPACING_MS) tell(false);
  }
  scanner.finish();
  tell(true);
}
