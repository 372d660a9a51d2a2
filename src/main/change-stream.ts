import type { ChangeEvent } from '../contract/index.ts';
import { backOff } from './back-off.ts';

/** The `change` events of a server-sent event stream (WHATWG HTML section 9.2), as the tracker writes them: one data line each. */
export async function* changesIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ChangeEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, data] = /^event: change$[^]*?^data: (.*)$/m.exec(block) ?? [];
      if (data !== undefined) yield JSON.parse(data) as ChangeEvent;
    }
  }
}

interface Follower {
  /** Called at every connection, for what happened meanwhile, and on every change. */
  onChange: (change: ChangeEvent | undefined) => void;
  signal: AbortSignal;
}

/** Follows a tracker's changes until the signal; a lost connection is tried again with growing pauses. */
export async function followChanges(url: string, { onChange, signal }: Follower): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      const { body } = await fetch(`${url}/api/2.0/tidemark/changes`, { signal });
      if (body === null) throw new Error('The change stream has no body.');
      failures = 0;
      onChange(undefined);
      for await (const change of changesIn(body)) onChange(change);
    } catch {
      // Whatever broke the stream, the answer is to try again; the engine's state is told by its supervisor.
    }
    await pause(backOff(failures + 1), signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((over) => {
    if (signal.aborted) return over();
    const timer = setTimeout(over, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      over();
    });
  });
}
