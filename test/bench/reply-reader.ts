/** A whole reply; `ms` is the time from the first byte sent to the last byte received. */
export interface Reply {
  status: number;
  body: Buffer[];
  bytes: number;
  ms: number;
  /** Whether the server closes the connection after it. */
  closes: boolean;
  text(): string;
  json<T>(): T;
}

const HEAD_END = '\r\n\r\n';
const LINE_FEED = 10;

/** Cuts the bytes of an HTTP/1.1 connection into replies, with Content-Length or chunked bodies. */
export class ReplyReader {
  #head: Buffer = Buffer.alloc(0);
  #reply: Reply | undefined;
  #isChunked = false;
  #isLast = false;
  #left = 0;
  #line = '';

  /** Takes what arrived; returns the reply when this completes one. */
  push(chunk: Buffer): Reply | undefined {
    if (this.#reply !== undefined) return this.#take(this.#reply, chunk);
    this.#head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    const end = this.#head.indexOf(HEAD_END);
    if (end < 0) return undefined;
    this.#reply = this.#begin(this.#head.toString('latin1', 0, end));
    const rest = this.#head.subarray(end + HEAD_END.length);
    this.#head = Buffer.alloc(0);
    return this.#take(this.#reply, rest);
  }

  #begin(head: string): Reply {
    const status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    this.#isChunked = length === undefined && /\r\ntransfer-encoding: *chunked/i.test(head);
    this.#isLast = false;
    this.#line = '';
    this.#left = Number(length ?? 0);
    return newReply(status, /\r\nconnection: *close/i.test(head));
  }

  #take(reply: Reply, data: Buffer): Reply | undefined {
    const isWhole = this.#isChunked ? this.#takeChunked(reply, data) : this.#takeBody(reply, data, 0) >= 0;
    if (!isWhole || (!this.#isChunked && this.#left > 0)) return undefined;
    this.#reply = undefined;
    return reply;
  }

  /** Takes body bytes from `at` on; returns where they end. */
  #takeBody(reply: Reply, data: Buffer, at: number): number {
    const end = Math.min(data.length, at + this.#left);
    if (end > at) reply.body.push(data.subarray(at, end));
    reply.bytes += end - at;
    this.#left -= end - at;
    return end;
  }

  #takeChunked(reply: Reply, data: Buffer): boolean {
    let at = 0;
    while (at < data.length) {
      if (this.#left > 0) {
        at = this.#takeBody(reply, data, at);
        continue;
      }
      const end = data.indexOf(LINE_FEED, at);
      this.#line += data.toString('latin1', at, end < 0 ? data.length : end);
      if (end < 0) return false;
      at = end + 1;
      const line = this.#line.trim();
      this.#line = '';
      if (line === '') {
        if (this.#isLast) return true;
      } else if (!this.#isLast) {
        this.#left = Number.parseInt(line, 16);
        this.#isLast = this.#left === 0;
      }
    }
    return false;
  }
}

function newReply(status: number, closes: boolean): Reply {
  const body: Buffer[] = [];
  const text = () => Buffer.concat(body).toString('utf8');
  return { status, body, bytes: 0, ms: 0, closes, text, json: <T>() => JSON.parse(text()) as T };
}
