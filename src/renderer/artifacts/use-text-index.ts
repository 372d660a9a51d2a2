import { useEffect, useRef, useState } from 'react';
import type { RowBlock } from './text-rows.ts';
import type { TextIndexNews, TextIndexRequest } from './workers/text-index-worker.ts';

export interface TextIndex {
  blocks: readonly RowBlock[];
  rows: number;
  lines: number;
  /** Read so far. */
  bytes: number;
  isWhole: boolean;
  /** Goes up when the file is found to be another text, which tells what was read of it from what is read now. */
  generation: number;
  error?: Error;
}

const NOTHING: TextIndex = { blocks: [], rows: 0, lines: 0, bytes: 0, isWhole: false, generation: 0 };

/**
 * Where the rows of a text begin, found in another thread and growing while the file is read. The text is not kept. With
 * another `version` the file is read on from where it ended, or anew where it is not the same text any more.
 */
export function useTextIndex(url: string, version: string): TextIndex & { readAgain: () => void } {
  const [index, setIndex] = useState(NOTHING);
  const [attempt, setAttempt] = useState(0);
  const worker = useRef<Worker>(null);
  useEffect(() => {
    const started = new Worker(new URL('./workers/text-index-worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.current = started;
    started.addEventListener('message', ({ data }: MessageEvent<TextIndexNews>) =>
      setIndex((known) => taken(known, data)),
    );
    return () => {
      started.terminate();
      setIndex(NOTHING);
    };
  }, []);
  useEffect(() => {
    const request: TextIndexRequest = { url };
    worker.current?.postMessage(request);
  }, [url, version, attempt]);
  return { ...index, readAgain: () => setAttempt(attempt + 1) };
}

function taken(known: TextIndex, news: TextIndexNews): TextIndex {
  if (news.kind === 'failed') return { ...known, error: new Error(news.message) };
  const { blocks, rows, lines, bytes, isWhole, isAnew } = news;
  const before = isAnew ? [] : known.blocks;
  const generation = known.generation + (isAnew ? 1 : 0);
  return { blocks: [...before, ...blocks], rows, lines, bytes, isWhole, generation };
}
