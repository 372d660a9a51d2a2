import { useEffect, useState } from 'react';
import type { PromptContent } from '../../../../contract/index.ts';
import { LimitedThread } from './limited-thread.ts';
import type { RenderedPart, RenderingQuestion } from './rendering-worker.ts';

/** A template that takes longer was made to. */
const RENDERING_LIMIT_MS = 4000;
/** The first count waits for the vocabulary to be loaded. */
const COUNTING_LIMIT_MS = 15_000;
const PAUSE_MS = 100;

const TOO_LONG = 'The template takes too long to render.';

export interface Preview {
  parts: readonly RenderedPart[] | undefined;
  error: string | undefined;
  /** Of the rendered text; undefined while they are counted, 'unknown' where that took too long. */
  tokens: number | 'unknown' | undefined;
}

const startRendering = () =>
  new Worker(new URL('./rendering-worker.ts', import.meta.url), { type: 'module' });
const startCounting = () => new Worker(new URL('./token-worker.ts', import.meta.url), { type: 'module' });

/** A thread of the component's own, which ends with it. */
function useThread<Question, Answer>(start: () => Worker, limit: number): LimitedThread<Question, Answer> {
  const [thread] = useState(() => new LimitedThread<Question, Answer>(start, limit));
  useEffect(() => () => thread.close(), [thread]);
  return thread;
}

/**
 * The rendered prompt and its tokens, made in other threads, so that neither a long text nor a template that never ends stops
 * the typing. What takes too long is given up and said.
 */
export function usePreview(content: PromptContent, values: Record<string, unknown>): Preview {
  const [rendered, setRendered] = useState<Omit<Preview, 'tokens'>>({ parts: undefined, error: undefined });
  const rendering = useThread<RenderingQuestion, RenderedPart[]>(startRendering, RENDERING_LIMIT_MS);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      rendering.ask({ content, values }, TOO_LONG).then(
        (parts) => isCurrent && setRendered({ parts, error: undefined }),
        (error: Error) => isCurrent && setRendered({ parts: undefined, error: error.message }),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [rendering, content, values]);
  return { ...rendered, tokens: useTokens(rendered.parts) };
}

function useTokens(parts: readonly RenderedPart[] | undefined): Preview['tokens'] {
  const [tokens, setTokens] = useState<Preview['tokens']>();
  const counting = useThread<string[], number>(startCounting, COUNTING_LIMIT_MS);
  useEffect(() => {
    if (parts === undefined) return;
    let isCurrent = true;
    counting
      .ask(
        parts.map(({ text }) => text),
        TOO_LONG,
      )
      .then(
        (count) => isCurrent && setTokens(count),
        () => isCurrent && setTokens('unknown'),
      );
    return () => {
      isCurrent = false;
    };
  }, [counting, parts]);
  return tokens;
}
