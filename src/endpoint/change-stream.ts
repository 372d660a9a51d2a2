import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ChangeEvent, invalidParameter, type Signal } from '../contract/index.ts';
import type { ChangeFeed, SignalFeed } from './change-feed.ts';
import { sendError } from './errors.ts';
import { lastOf, queryOf } from './query.ts';

const PAGE = 500;
const HEARTBEAT_MS = 15_000;
const RECONNECT_MS = 1_000;
/** A reader that is so far behind comes back and reads anew. */
const MOST_SIGNALS = 1_000;

/** Where a reader left off. Last-Event-ID is newer than ?after=: a browser reconnects with the URL it began with. */
function resumePoint(request: IncomingMessage): number | undefined {
  const header = request.headers['last-event-id'];
  const text = header || lastOf(queryOf(request.url ?? ''), 'after');
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
  throw invalidParameter(
    `'after' and Last-Event-ID must be a sequence number, not '${String(text).slice(0, 60)}'.`,
  );
}

/** One reader. While the socket is full, its own position in the feed is kept, and each signal once. */
class ChangeReader {
  readonly #feed: ChangeFeed;
  readonly #response: ServerResponse;
  readonly #unsubscribe: () => void;
  readonly #signals = new Set<string>();
  #sent: number;
  /** True while everything up to the newest change is sent, so that the next events may be written as they come. */
  #isLive = false;

  constructor(feed: ChangeFeed, response: ServerResponse, after: number, fail: (error: unknown) => void) {
    this.#feed = feed;
    this.#response = response;
    this.#sent = after;
    this.#unsubscribe = feed.subscribe((events) => {
      if (this.#isLive) this.#isLive = this.#send(events);
    });
    // A reader on loopback can drain at once for ever: let others have their turn between two pages.
    response.on('drain', () => setImmediate(() => this.#resume(fail)));
    response.on('close', this.#unsubscribe);
  }

  begin(head: number): void {
    const hello = `id: ${this.#sent}\nevent: hello\nretry: ${RECONNECT_MS}\ndata: ${JSON.stringify({ head })}\n\n`;
    if (this.#response.write(hello)) this.#catchUp();
  }

  /** Keeps proxies and the idle timeout from taking a quiet stream for a dead one. */
  beat(): void {
    if (this.#isLive) this.#isLive = this.#response.write(':\n\n');
  }

  /** Sends what is not in the feed, after the changes before it. */
  signal(text: string): void {
    if (this.#isLive) this.#isLive = this.#response.write(text);
    else this.#signals.add(text);
    if (this.#signals.size > MOST_SIGNALS) this.#response.destroy();
  }

  end(): void {
    this.#unsubscribe();
    this.#response.end();
  }

  #resume(fail: (error: unknown) => void): void {
    if (this.#response.destroyed || this.#response.writableEnded) return;
    try {
      this.#catchUp();
    } catch (error) {
      fail(error);
    }
  }

  #catchUp(): void {
    for (;;) {
      const events = this.#feed.after(this.#sent, PAGE);
      this.#isLive = events.length === 0 || this.#send(events);
      if (!this.#isLive) return;
      if (events.length === 0) break;
    }
    const signals = [...this.#signals];
    this.#signals.clear();
    if (signals.length > 0) this.#isLive = this.#response.write(signals.join(''));
  }

  /** False when the socket is full: then `drain` reads on from the last event sent. */
  #send(events: readonly ChangeEvent[]): boolean {
    const lines = events
      .filter(({ seq }) => seq > this.#sent)
      .map((event) => `id: ${event.seq}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`);
    this.#sent = Math.max(this.#sent, events.at(-1)?.seq ?? 0);
    return lines.length === 0 || this.#response.write(lines.join(''));
  }
}

/** All readers of the change stream (server-sent events, WHATWG HTML section 9.2). */
export class ChangeStreams {
  readonly #feed: ChangeFeed;
  readonly #readers = new Set<ChangeReader>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #unsubscribe: () => void;

  constructor(feed: ChangeFeed, signals: SignalFeed, heartbeatMs = HEARTBEAT_MS) {
    this.#feed = feed;
    this.#unsubscribe = signals.subscribe((signal) => this.#tell(signal));
    this.#heartbeat = setInterval(() => {
      for (const reader of this.#readers) reader.beat();
    }, heartbeatMs).unref();
  }

  /** Answers with `hello` and the newest sequence number, then every change after the reader's point, then live. */
  open(request: IncomingMessage, response: ServerResponse): void {
    const head = this.#feed.head();
    // A point beyond the head is of a log that is gone; its reader sees so from `hello`.
    const after = Math.min(resumePoint(request) ?? head, head);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const reader = new ChangeReader(this.#feed, response, after, (error) =>
      sendError(request, response, error),
    );
    this.#readers.add(reader);
    response.on('close', () => this.#readers.delete(reader));
    reader.begin(head);
  }

  #tell(signal: Signal): void {
    if (this.#readers.size === 0) return;
    const text = `event: signal\ndata: ${JSON.stringify(signal)}\n\n`;
    for (const reader of this.#readers) reader.signal(text);
  }

  /** Ends every stream; browsers come back by themselves and resume. */
  end(): void {
    clearInterval(this.#heartbeat);
    this.#unsubscribe();
    for (const reader of this.#readers) reader.end();
  }
}
