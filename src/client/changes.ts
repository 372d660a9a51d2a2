import type { ChangeEvent, Signal } from '../contract/index.ts';
import type { ConnectionState } from './connection-state.ts';

interface ChangeSubscription {
  /** Origin of the tracker; empty in a page that the tracker itself serves. */
  baseUrl: string;
  /** Sequence number of the last change already seen; without it only changes from now on arrive. */
  after?: number;
  onChange: (change: ChangeEvent) => void;
  /** Told while it happens only: after `open`, whatever a signal tells of may have happened unseen. */
  onSignal?: (signal: Signal) => void;
  onState?: (state: ConnectionState) => void;
}

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5000;

/**
 * Follows a tracker's changes in the order of their commits, each once, until the returned function is called. A lost
 * connection is taken up again where it broke; a tracker whose sequence is behind (other data) is followed from its head.
 */
export function changes({ baseUrl, after, onChange, onSignal, onState }: ChangeSubscription): () => void {
  let seen = after;
  let retryMs = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;

  // EventSource's own retry gives up on an HTTP error and repeats the first `after`, so each try is a new one.
  function connect(): void {
    source = new EventSource(
      `${baseUrl}/api/2.0/tidemark/changes${seen === undefined ? '' : `?after=${seen}`}`,
    );
    source.addEventListener('hello', (event) => begin((JSON.parse(event.data) as { head: number }).head));
    source.addEventListener('change', (event) => take(JSON.parse(event.data) as ChangeEvent));
    source.addEventListener('signal', (event) => onSignal?.(JSON.parse(event.data) as Signal));
    source.addEventListener('error', retry);
  }

  function begin(head: number): void {
    if (seen === undefined || head < seen) seen = head;
    retryMs = FIRST_RETRY_MS;
    onState?.('open');
  }

  function take(change: ChangeEvent): void {
    if (seen !== undefined && change.seq <= seen) return;
    seen = change.seq;
    onChange(change);
  }

  function retry(): void {
    source.close();
    onState?.('lost');
    timer = setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  onState?.('connecting');
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
