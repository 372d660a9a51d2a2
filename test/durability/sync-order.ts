import { readTrace, type SystemCall } from './system-calls.ts';

/** When what happened to one marked request, as line numbers of the trace. */
interface Marked {
  received: number;
  written?: number;
  synced?: number;
  answered?: number;
}

export interface SyncOrder {
  /** Requests answered with 200. */
  acks: number;
  /** Markers of requests whose answer began before the sync of the log that holds them had ended. */
  early: string[];
  syncs: number;
}

const MARKER = /marker-\d{6}/;
const WAL = /^\d+<[^>]*-wal>/;
const SOCKET = /^(\d+)<(?:socket|TCP)/;
const WRITES = new Set(['write', 'writev', 'sendto', 'sendmsg']);

/**
 * Follows every request that carries a marker through a trace of the engine: read from its socket, written to the
 * write-ahead log, synced, answered on the same socket.
 */
export class SyncOrderReader {
  readonly #requests = new Map<string, Marked>();
  readonly #onSocket = new Map<string, string>();
  #syncs = 0;

  async read(file: string): Promise<SyncOrder> {
    const calls: SystemCall[] = [];
    for await (const call of readTrace(file)) calls.push(call);
    for (const call of calls.sort((a, b) => a.end - b.end)) this.#take(call);
    const answered = [...this.#requests].filter(([, { answered: at }]) => at !== undefined);
    const early = answered.filter(
      ([, { received, written = 0, synced = Infinity, answered: at = 0 }]) =>
        !(received < written && written < synced && synced < at),
    );
    return { acks: answered.length, early: early.map(([marker]) => marker), syncs: this.#syncs };
  }

  #take(call: SystemCall): void {
    const { name, text } = call;
    if (WAL.test(text)) this.#takeLog(call);
    const socket = SOCKET.exec(text)?.[1];
    if (socket === undefined) return;
    if (name === 'read') this.#takeRequest(socket, call);
    else if (WRITES.has(name) && text.includes('HTTP/1.1 200')) this.#takeAnswer(socket, call);
  }

  #takeRequest(socket: string, { text, end }: SystemCall): void {
    const marker = MARKER.exec(text)?.[0];
    if (marker === undefined) return;
    this.#onSocket.set(socket, marker);
    this.#requests.set(marker, { received: end });
  }

  #takeLog({ name, text, begin, end }: SystemCall): void {
    const waiting = [...this.#onSocket.values()].map((marker) => ({
      marker,
      at: this.#requests.get(marker),
    }));
    if (name === 'pwrite64') {
      for (const { marker, at } of waiting)
        if (at !== undefined && at.written === undefined && text.includes(marker)) at.written = end;
      return;
    }
    if (!/= 0$/.test(text)) return;
    this.#syncs += 1;
    for (const { at } of waiting)
      if (at?.written !== undefined && at.synced === undefined && at.written < begin) at.synced = end;
  }

  #takeAnswer(socket: string, { begin }: SystemCall): void {
    const request = this.#requests.get(this.#onSocket.get(socket) ?? '');
    if (request !== undefined) request.answered ??= begin;
    this.#onSocket.delete(socket);
  }
}
