import type {
  ChangeEvent,
  Int64,
  LivePoint,
  LivePointsRequest,
  LiveSeries,
  LiveValue,
} from '../contract/index.ts';
import type { Point, Store } from '../store/index.ts';

/** New points of one write. */
interface Written {
  run_id: string;
  points: readonly Point[];
  /** Names of their keys. */
  names: ReadonlyMap<number, string>;
}

interface Follower {
  runs: ReadonlySet<string>;
  keys: ReadonlySet<string>;
  isShown: (step: Int64) => boolean;
  listener: (series: readonly LiveSeries[]) => void;
}

/** Infinities are stored as these. */
const LARGEST = Number.MAX_VALUE;

function valueOf({ value, is_nan }: Point): LiveValue {
  if (is_nan === 1) return 'NaN';
  if (value === LARGEST) return 'Infinity';
  return value === -LARGEST ? '-Infinity' : value;
}

/** Points as they are committed, told to those who follow them. While nobody does, a write does nothing for it. */
export class LiveFeed {
  readonly #changes: Store['changes'];
  readonly #followers = new Set<Follower>();
  /** Followers of each run. */
  readonly #runs = new Map<string, Set<Follower>>();
  /** By the change of the write: one that is rolled back is never published, and takes its points with it. */
  readonly #written = new WeakMap<ChangeEvent, Written>();
  #unsubscribe: (() => void) | undefined;

  constructor({ changes }: Pick<Store, 'changes'>) {
    this.#changes = changes;
  }

  isFollowed(runId: string): boolean {
    return this.#runs.size > 0 && this.#runs.has(runId);
  }

  /** Notes the new points of a write, which are told when its change is published. Call within the write. */
  note(change: ChangeEvent, written: Written): void {
    this.#written.set(change, written);
  }

  /** Tells `listener` of points of later changes than `seq`, until it is closed. */
  follow(
    { run_ids, metric_keys, x_from, x_to }: LivePointsRequest,
    listener: Follower['listener'],
  ): { seq: number; close: () => void } {
    const follower: Follower = {
      runs: new Set(run_ids),
      keys: new Set(metric_keys),
      isShown: (step) => (x_from === undefined || step >= x_from) && (x_to === undefined || step <= x_to),
      listener,
    };
    this.#unsubscribe ??= this.#changes.subscribe((events) => this.#tell(events));
    this.#followers.add(follower);
    for (const run of follower.runs) this.#runs.set(run, (this.#runs.get(run) ?? new Set()).add(follower));
    return { seq: this.#changes.head(), close: () => this.#forget(follower) };
  }

  #forget(follower: Follower): void {
    this.#followers.delete(follower);
    for (const run of follower.runs) {
      const others = this.#runs.get(run);
      others?.delete(follower);
      if (others?.size === 0) this.#runs.delete(run);
    }
    if (this.#followers.size > 0) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #tell(events: readonly ChangeEvent[]): void {
    const told = new Map<Follower, LiveSeries[]>();
    for (const event of events) {
      const written = this.#written.get(event);
      if (written === undefined) continue;
      const series = Map.groupBy(written.points, ({ key }) => key);
      for (const follower of this.#runs.get(written.run_id) ?? [])
        told.set(follower, [...(told.get(follower) ?? []), ...shownTo(follower, written, series)]);
    }
    for (const [{ listener }, series] of told) if (series.length > 0) listener(series);
  }
}

function shownTo(
  { keys, isShown }: Follower,
  { run_id, names }: Written,
  series: ReadonlyMap<number, readonly Point[]>,
): LiveSeries[] {
  return [...series].flatMap(([key, all]) => {
    const metric_key = names.get(key) ?? '';
    if (!keys.has(metric_key)) return [];
    const points = all
      .filter(({ step }) => isShown(step))
      .map((point): LivePoint => [point.step, point.timestamp, valueOf(point)]);
    return points.length === 0 ? [] : [{ run_id, metric_key, points }];
  });
}
