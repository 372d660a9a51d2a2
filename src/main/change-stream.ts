import type { ChangeEvent, Signal } from '../contract/index.ts';
import { backOff } from './back-off.ts';

export type StreamEvent = { change: ChangeEvent } | { signal: Signal };

/** The events of a server-sent event stream (WHATWG HTML section 9.2), as the tracker writes them: one data line each. */
export async function* eventsIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, name, data] = /^event: (change|signal)$[^]*?^data: (.*)$/m.exec(block) ?? [];
      if (name !== undefined && data !== undefined) yield { [name]: JSON.parse(data) } as StreamEvent;
    }
  }
}

interface Follower {
  /** Called at every connection, for what happened meanwhile, and on every event. */
  onEvent: (event: StreamEvent | undefined) => void;
  signal: AbortSignal;
}

/** Follows a tracker's changes until the signal; a lost connection is tried again with growing pauses. */
export async function followChanges(url: string, { onEvent, signal }: Follower): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      const { body } = await fetch(`${url}/api/2.0/tidemark/changes`, { signal });
      if (body === null) throw new Error('The change stream has no body.');
      failures = 0;
      onEvent(undefined);
      for await (const event of eventsIn(body)) onEvent(event);
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
