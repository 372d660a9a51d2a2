import { useEffect, useState } from 'react';
import type { RowBlock } from './text-rows.ts';
import type { TextIndexNews } from './workers/text-index-worker.ts';

export interface TextIndex {
  blocks: readonly RowBlock[];
  rows: number;
  lines: number;
  /** Read so far. */
  bytes: number;
  isWhole: boolean;
  error?: Error;
}

const NOTHING: TextIndex = { blocks: [], rows: 0, lines: 0, bytes: 0, isWhole: false };

/** Where the rows of a text begin, found in another thread and growing while the file is read. The text is not kept. */
export function useTextIndex(url: string): TextIndex & { readAgain: () => void } {
  const [index, setIndex] = useState(NOTHING);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const worker = new Worker(new URL('./workers/text-index-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<TextIndexNews>) =>
      setIndex((known) => taken(known, data)),
    );
    worker.postMessage(url);
    return () => {
      worker.terminate();
      setIndex(NOTHING);
    };
  }, [url, attempt]);
  return { ...index, readAgain: () => setAttempt(attempt + 1) };
}

function taken(known: TextIndex, news: TextIndexNews): TextIndex {
  if (news.kind === 'failed') return { ...known, error: new Error(news.message) };
  const { blocks, rows, lines, bytes, isWhole } = news;
  return { blocks: [...known.blocks, ...blocks], rows, lines, bytes, isWhole };
}
