import { type Int64, type LiveSeries, type LiveValue, TrackingError } from '../contract/index.ts';
import { parseJson, readError } from './answer.ts';
import type { ConnectionState } from './connection-state.ts';

/** A point as it was committed; `value` may be NaN or infinite. */
export type FollowedPoint = [step: Int64, timestamp: Int64, value: number];

/** Points of one metric of a run, in the order they were committed. */
export interface FollowedSeries {
  run_id: string;
  metric_key: string;
  points: FollowedPoint[];
}

interface LiveSubscription {
  /** Origin of the tracker; empty in a page that the tracker itself serves. */
  baseUrl: string;
  request: {
    run_ids: readonly string[];
    metric_keys: readonly string[];
    /** Steps, both ends in it. */
    x_from?: number | undefined;
    x_to?: number | undefined;
  };
  /**
   * The stream begins, or begins anew: every point of a change after `seq` will be told. What is read from now on holds the points up
   * to it, and may hold some that are told as well.
   */
  onOpen: (seq: number) => void;
  onPoints: (series: readonly FollowedSeries[]) => void;
  /** Points of these runs were left out, since this reader was too slow: read their samples anew. */
  onBehind: (runIds: readonly string[]) => void;
  /** The tracker refuses the request, which is not sent again. */
  onRefused: (error: TrackingError) => void;
  onState?: (state: ConnectionState) => void;
  fetch?: typeof globalThis.fetch;
}

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5000;

/**
 * Follows points as they are committed, each once while the stream lasts, until the returned function is called. A stream that is lost
 * is begun anew, as `onOpen` tells; what was committed meanwhile is not told.
 */
export function followMetrics(subscription: LiveSubscription): () => void {
  const { baseUrl, request, onRefused, onState, fetch = globalThis.fetch } = subscription;
  const stop = new AbortController();
  let retryMs = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function take({ event, data }: ServerEvent): void {
    if (stop.signal.aborted) return;
    if (event === 'open') {
      retryMs = FIRST_RETRY_MS;
      onState?.('open');
      subscription.onOpen((data as { seq: number }).seq);
    }
    if (event === 'points') subscription.onPoints((data as { series: LiveSeries[] }).series.map(followed));
    if (event === 'behind') subscription.onBehind((data as { run_ids: string[] }).run_ids);
  }

  /** The stream or the refusal of it; undefined where nobody answers, which is tried again. */
  async function open(): Promise<ReadableStream<Uint8Array> | TrackingError | undefined> {
    try {
      const response = await fetch(`${baseUrl}/api/2.0/tidemark/metrics/follow`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify(request),
        signal: stop.signal,
      });
      if (response.ok) return response.body ?? undefined;
      if (response.status >= 500) return undefined;
      return readError('followMetrics', response.status, await response.text());
    } catch {
      return undefined;
    }
  }

  async function connect(): Promise<void> {
    const opened = await open();
    if (opened instanceof TrackingError) return onRefused(opened);
    if (opened !== undefined) for await (const event of serverEvents(opened)) take(event);
    if (stop.signal.aborted) return;
    onState?.('lost');
    timer = setTimeout(() => void connect(), retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  onState?.('connecting');
  void connect();
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

const VALUES: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

const numberOf = (value: LiveValue): number =>
  typeof value === 'number' ? value : (VALUES[value] ?? Number.NaN);

function followed({ points, ...rest }: LiveSeries): FollowedSeries {
  return { ...rest, points: points.map(([step, timestamp, value]) => [step, timestamp, numberOf(value)]) };
}

interface ServerEvent {
  event: string;
  data: unknown;
}

function eventOf(block: string): ServerEvent | undefined {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
  const [event, data] = [field('event'), field('data')];
  return event === undefined || data === undefined ? undefined : { event, data: parseJson(data) };
}

/** The events of a stream until it ends or breaks (WHATWG HTML section 9.2, as this tracker writes it: one line of data each). */
async function* serverEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    // A stream that breaks has ended for its reader, who begins anew.
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event !== undefined) yield event;
    }
  }
}
