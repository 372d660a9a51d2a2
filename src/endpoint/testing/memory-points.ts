import type {
  Caller,
  LiveFollowing,
  LivePoints,
  LivePointsRequest,
  LiveSeries,
} from '../../contract/index.ts';

type Listener = (series: readonly LiveSeries[]) => void;

/** Points that a test commits. Refuses what `refusal` says. */
export class MemoryPoints implements LivePoints {
  readonly asked: LivePointsRequest[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #refusal: Error | undefined;

  constructor(refusal?: Error) {
    this.#refusal = refusal;
  }

  follow(request: LivePointsRequest, _caller: Caller, listener: Listener): LiveFollowing {
    if (this.#refusal !== undefined) throw this.#refusal;
    this.asked.push(request);
    this.#listeners.add(listener);
    return { seq: 7, close: () => void this.#listeners.delete(listener) };
  }

  get followers(): number {
    return this.#listeners.size;
  }

  /** Commits points of a run at once, a step each. */
  commit(run_id: string, steps: readonly number[]): void {
    const points = steps.map((step): [number, number, number] => [step, 1000 + step, step / 2]);
    this.tell([{ run_id, metric_key: 'loss', points }]);
  }

  tell(series: readonly LiveSeries[]): void {
    for (const listener of this.#listeners) listener(series);
  }
}
