import type { ServerResponse } from 'node:http';
import {
  type Caller,
  type LivePoints,
  type LivePointsRequest,
  type LiveSeries,
  parseLivePoints,
} from '../contract/index.ts';
import { encodeJson } from './answer.ts';
import { callerOf } from './caller.ts';
import { readJson } from './json-request.ts';
import type { EndpointLimits } from './limits.ts';
import type { RawHandler } from './raw-handler.ts';

/** Time as the streams see it. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls `act` after so many milliseconds; the returned function takes that back. */
  after(milliseconds: number, act: () => void): () => void;
}

const HEARTBEAT_MS = 15_000;
const SPACING_MS = 100;
/** Points that wait for a reader at most: some megabytes of text. */
const MOST_WAITING = 50_000;

const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

/** One reader: what waits for it, until it is time for the next event and the socket has room. */
class PointReader {
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  #waiting = new Map<string, LiveSeries>();
  #count = 0;
  /** Runs whose points were left out since it was last told so. */
  readonly #missed = new Set<string>();
  #hasRoom = true;
  #sentAt = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(response: ServerResponse, clock: Clock) {
    this.#response = response;
    this.#clock = clock;
    response.on('drain', () => {
      this.#hasRoom = true;
      this.#schedule();
    });
  }

  begin(seq: number): void {
    this.#write(`event: open\ndata: {"seq":${seq}}\n\n`);
  }

  take(series: readonly LiveSeries[]): void {
    for (const one of series) this.#keep(one);
    this.#schedule();
  }

  /** Keeps proxies and the idle timeout from taking a quiet stream for a dead one. */
  beat(): void {
    if (this.#hasRoom) this.#write(':\n\n');
  }

  close(): void {
    this.#cancel?.();
    this.#waiting.clear();
    this.#missed.clear();
  }

  #keep({ run_id, metric_key, points }: LiveSeries): void {
    this.#count += points.length;
    if (this.#missed.size > 0 || this.#count > MOST_WAITING) return this.#miss(run_id);
    const id = `${run_id} ${metric_key}`;
    const begun = this.#waiting.get(id);
    if (begun === undefined) this.#waiting.set(id, { run_id, metric_key, points: [...points] });
    else begun.points.push(...points);
  }

  #miss(runId: string): void {
    this.#missed.add(runId);
    for (const { run_id } of this.#waiting.values()) this.#missed.add(run_id);
    this.#waiting.clear();
  }

  #schedule(): void {
    if (!this.#hasRoom || this.#cancel !== undefined) return;
    if (this.#waiting.size === 0 && this.#missed.size === 0) return;
    const wait = this.#sentAt + SPACING_MS - this.#clock.now();
    if (wait <= 0) return this.#send();
    this.#cancel = this.#clock.after(wait, () => {
      this.#cancel = undefined;
      if (this.#hasRoom) this.#send();
    });
  }

  #send(): void {
    const [event, data] =
      this.#missed.size > 0
        ? ['behind', { run_ids: [...this.#missed] }]
        : ['points', { series: [...this.#waiting.values()] }];
    this.#waiting.clear();
    this.#missed.clear();
    this.#count = 0;
    this.#sentAt = this.#clock.now();
    this.#write(`event: ${event}\ndata: ${encodeJson(data)}\n\n`);
  }

  #write(text: string): void {
    this.#hasRoom = this.#response.write(text);
  }
}

/** All readers of points as they are committed. */
export class PointStreams {
  readonly #points: LivePoints;
  readonly #clock: Clock;
  readonly #readers = new Map<PointReader, ServerResponse>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(points: LivePoints, clock = systemClock, heartbeatMs = HEARTBEAT_MS) {
    this.#points = points;
    this.#clock = clock;
    this.#heartbeat = setInterval(() => {
      for (const reader of this.#readers.keys()) reader.beat();
    }, heartbeatMs).unref();
  }

  /** How many there are. */
  get readers(): number {
    return this.#readers.size;
  }

  /** Answers with `open` and the newest sequence number, then with points as they are committed. Throws TrackingError before. */
  open(request: LivePointsRequest, caller: Caller, response: ServerResponse): void {
    // Who has gone already will not go again.
    if (response.closed) return;
    const reader = new PointReader(response, this.#clock);
    const following = this.#points.follow(request, caller, (series) => reader.take(series));
    this.#readers.set(reader, response);
    response.on('close', () => {
      following.close();
      reader.close();
      this.#readers.delete(reader);
    });
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reader.begin(following.seq);
  }

  /** Ends every stream; pages come back by themselves. */
  end(): void {
    clearInterval(this.#heartbeat);
    for (const response of this.#readers.values()) response.end();
  }
}

/** Sends points as they are committed until the reader goes. */
export function pointStreamHandler(streams: PointStreams, limits: EndpointLimits): RawHandler {
  return async (request, reply) => {
    const asked = parseLivePoints(await readJson(request, reply, limits));
    streams.open(asked, callerOf(request.raw), reply.raw);
    reply.hijack();
  };
}
