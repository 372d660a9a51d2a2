import { useEffect, useState } from 'react';
import type { TextFindNews, TextFindRequest } from './workers/text-find-worker.ts';

export interface TextFind {
  /** Where matches begin, in bytes. */
  places: readonly number[];
  /** Searched so far. */
  bytes: number;
  isDone: boolean;
  /** There are more matches than are kept. */
  isCut: boolean;
  error?: Error;
}

const NOTHING: TextFind = { places: [], bytes: 0, isDone: false, isCut: false };

/** Looks for a text in a file in another thread; another text, none or another version of the file ends the search before. */
export function useTextFind(url: string, version: string, text: string): TextFind & { cancel: () => void } {
  const [found, setFound] = useState(NOTHING);
  const [cancelled, setCancelled] = useState('');
  const search = `${version} ${text}`;
  const isWanted = text !== '' && cancelled !== search;
  useEffect(() => {
    if (!isWanted) return;
    setFound(NOTHING);
    const worker = new Worker(new URL('./workers/text-find-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<TextFindNews>) =>
      setFound((known) => taken(known, data)),
    );
    const request: TextFindRequest = { url, text };
    worker.postMessage(request);
    return () => worker.terminate();
  }, [url, text, version, isWanted]);
  const cancel = () => {
    setCancelled(search);
    setFound((known) => ({ ...known, isDone: true, isCut: true }));
  };
  return { ...(text === '' ? NOTHING : found), cancel };
}

function taken(known: TextFind, news: TextFindNews): TextFind {
  if (news.kind === 'failed') return { ...known, isDone: true, error: new Error(news.message) };
  const { places, bytes, isDone, isCut } = news;
  return { places: places.length > 0 ? [...known.places, ...places] : known.places, bytes, isDone, isCut };
}
