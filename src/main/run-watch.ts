import type { createClient } from '../client/index.ts';
import type { Alert, ChangeEvent, Response, Signal } from '../contract/index.ts';
import type { NoticedRun, RunNotice } from './run-notice.ts';

type Client = ReturnType<typeof createClient>;
type Row = Response<'searchRunRows'>['rows'][number];

interface Watched {
  run: NoticedRun;
  /** By the clock of the tracker: when the run last changed, as far as is known here. */
  lastWrite: number;
  /** Last write of a silence that is told, or that began before anybody watched. */
  toldSilence: number;
  isInterrupted: boolean;
  toldMetrics: Set<string>;
  /** Alerts of it that were told: what one of them says is not said again. */
  alerts: Alert[];
}

interface Ended {
  row: Row;
  alerts: readonly Alert[];
}

interface Surroundings {
  onCount(running: number): void;
  onNotice(notice: RunNotice): void;
  /** Silence of a run after which it counts as stalled; Infinity to never tell. */
  stalledMs(): number;
  now(): number;
}

const PAGE = 1000;
/** Ids in one filter. */
const CHUNK = 200;
/** More ends at once than a person can read are told by the count alone. */
const MOST_ENDS = 5;
/** The newest alerts of many at once; all of them are on the page of alerts. */
const MOST_ALERTS = 5;
/** Runs whose latest metrics are read in one go. */
const MOST_MEASURED = 20;
/** The tracker stores an infinite value as the largest number there is, and writes that with fewer digits. */
const INFINITE = 1.797e308;

/** They add to a run and leave its status as it is: most of all changes, and none of them needs a search. */
const LOGGING = /^log[A-Z]/;

/** An alert is a moment older than the change that brings word of it. */
const ALERT_AGE_MS = 10_000;

const isOdd = (value: number) => Number.isNaN(value) || Math.abs(value) >= INFINITE;

/** Whether an alert of a metric tells already that it has this value, which is NaN or infinite. */
function saysOdd({ kind, value }: Alert, odd: number): boolean {
  return Number.isNaN(odd) ? kind === 'nan' : value !== undefined && isOdd(value);
}

function* chunks<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

/** Knows the runs that are running, and tells what happens to them. One call of a method at a time, apart from `note`. */
export class RunWatch {
  readonly #around: Surroundings;
  readonly #running = new Map<string, Watched>();
  /** Runs to look at, with their experiments. */
  readonly #changed = new Map<string, string>();
  readonly #measured = new Set<string>();
  #looksAtAll = true;
  /** Alerts to tell, with the times of their changes. */
  readonly #raised = new Map<string, number>();
  /** Time of the newest alert; what was raised until the first connection is no news. */
  #newestAlert: number | undefined;
  #isBehind = true;
  #telling: Promise<void> = Promise.resolve();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Whether there are runs for `measure`. */
  get hasMeasured(): boolean {
    return this.#measured.size > 0;
  }

  /** Takes in a change, or a connection made anew (no change); true where `refresh` has something to do. */
  note(change: ChangeEvent | undefined): boolean {
    if (change === undefined) this.#isBehind = true;
    if (change?.operation === 'raiseAlert') this.#raised.set(change.object_id, change.time);
    if (
      change === undefined ||
      (change.object_type === 'experiment' && !/^(?:create|set)/.test(change.operation))
    )
      this.#looksAtAll = true;
    else if (change.object_type === 'run') this.#noteRun(change);
    return this.#looksAtAll || this.#changed.size > 0 || this.#raised.size > 0;
  }

  /** Takes in that the process of a run has gone, or is there again. */
  noteSignal(signal: Signal): void {
    if (signal.kind !== 'liveness') return;
    const watched = this.#running.get(signal.run_id);
    if (watched !== undefined) this.#setInterrupted(watched, signal.state === 'interrupted');
  }

  /** Looks at the runs that changed, or for all that run after a connection. Where that fails, the next one looks for all. */
  async refresh(client: Client): Promise<void> {
    try {
      await this.#tellAlerts(client);
      const ended = await this.#look(client);
      this.#around.onCount(this.#running.size);
      for (const row of ended.slice(0, MOST_ENDS)) this.#tellEnd(row);
    } catch (error) {
      this.#looksAtAll = true;
      throw error;
    }
  }

  /** Reads the latest metrics of some running runs that logged any, and tells of those that turned NaN or infinite. */
  async measure(client: Client): Promise<void> {
    for (const id of this.#measured) if (!this.#running.has(id)) this.#measured.delete(id);
    for (const run_id of [...this.#measured].slice(0, MOST_MEASURED)) {
      this.#measured.delete(run_id);
      const { run } = await client.call('getRun', { run_id, run_uuid: undefined });
      const watched = this.#running.get(run_id);
      if (watched !== undefined) await this.#tellOdd(client, watched, run.data.metrics ?? []);
    }
  }

  /** Tells of runs whose process is there but has logged nothing for long. Asks the tracker only of those it saw nothing of. */
  async findStalled(client: Client): Promise<void> {
    const limit = this.#around.stalledMs();
    const silent = [...this.#running.values()].filter(
      (watched) =>
        !watched.isInterrupted && watched.lastWrite > watched.toldSilence && this.#silence(watched) >= limit,
    );
    for (const [watched, { state }] of await this.#livenessOf(client, silent)) {
      const silence = this.#silence(watched);
      if (state !== 'alive' || silence < limit) continue;
      await this.#tellAlerts(client);
      const isTold = watched.alerts.some(({ kind, time }) => kind === 'stall' && time >= watched.lastWrite);
      watched.toldSilence = watched.lastWrite;
      if (isTold) continue;
      this.#around.onNotice({ kind: 'stalled', run: watched.run, minutes: Math.floor(silence / 60_000) });
    }
  }

  /** Tells of alerts that were raised since this was last done. Others that wait for that begin when it is done. */
  #tellAlerts(client: Client): Promise<void> {
    if (this.#raised.size > 0 || this.#isBehind) {
      const work = () => this.#tellRaised(client);
      this.#telling = this.#telling.then(work, work);
    }
    return this.#telling;
  }

  async #tellRaised(client: Client): Promise<void> {
    const raised = new Map(this.#raised);
    const isBehind = this.#isBehind;
    this.#raised.clear();
    this.#isBehind = false;
    try {
      const known = this.#newestAlert ?? (await this.#newestOf(client));
      const news = (await this.#alertsSince(client, raised, isBehind ? known : undefined)).filter(
        ({ alert_id, time }) => raised.has(alert_id) || (isBehind && time > known),
      );
      this.#newestAlert = Math.max(known, ...news.map(({ time }) => time));
      for (const alert of news) this.#running.get(alert.run_id)?.alerts.push(alert);
      for (const alert of news.slice(0, MOST_ALERTS).reverse()) this.#tellAlert(alert);
    } catch (error) {
      for (const [id, time] of raised) this.#raised.set(id, time);
      this.#isBehind ||= isBehind;
      throw error;
    }
  }

  async #newestOf(client: Client): Promise<number> {
    const { alerts } = await client.call('listAlerts', { max_results: 1 });
    return alerts[0]?.time ?? 0;
  }

  /** Alerts from the earliest of these on, newest first. */
  async #alertsSince(
    client: Client,
    raised: ReadonlyMap<string, number>,
    known: number | undefined,
  ): Promise<Alert[]> {
    const times = [...raised.values()].map((time) => time - ALERT_AGE_MS);
    if (known !== undefined) times.push(known);
    if (times.length === 0) return [];
    const found: Alert[] = [];
    let page_token: string | undefined;
    do {
      const page = await client.call('listAlerts', {
        since_time: Math.max(0, Math.floor(Math.min(...times))),
        max_results: PAGE,
        page_token,
      });
      found.push(...page.alerts);
      page_token = page.next_page_token;
    } while (page_token !== undefined);
    return found;
  }

  #tellAlert({ run_id, run_name, experiment_id, message, rule_name }: Alert): void {
    this.#around.onNotice({ kind: 'alert', run: { run_id, run_name, experiment_id }, message, rule_name });
  }

  #tellEnd({ row, alerts }: Ended): void {
    const { status, run_id, run_name, experiment_id } = row;
    if (status !== 'FINISHED' && status !== 'FAILED') return;
    if (alerts.some(({ kind }) => kind === 'finish')) return;
    this.#around.onNotice({ kind: 'ended', run: { run_id, run_name, experiment_id }, status });
  }

  /** What an alert says of a metric is not told again. */
  async #tellOdd(
    client: Client,
    watched: Watched,
    latest: readonly { key: string; value: number }[],
  ): Promise<void> {
    const { run, toldMetrics } = watched;
    const odd = latest.filter(({ key, value }) => isOdd(value) && !toldMetrics.has(key));
    if (odd.length === 0) return;
    await this.#tellAlerts(client);
    for (const { key } of odd) toldMetrics.add(key);
    const metrics = odd.filter(
      ({ key, value }) => !watched.alerts.some((alert) => alert.metric_key === key && saysOdd(alert, value)),
    );
    if (metrics.length > 0) this.#around.onNotice({ kind: 'odd-metrics', run, metrics });
  }

  #silence({ lastWrite }: Watched): number {
    return this.#around.now() - lastWrite;
  }

  #noteRun({ object_id, experiment_id, operation, time, counts }: ChangeEvent): void {
    if (!LOGGING.test(operation)) this.#changed.set(object_id, experiment_id);
    const watched = this.#running.get(object_id);
    if (watched !== undefined) watched.lastWrite = Math.max(watched.lastWrite, time);
    if (counts['metrics'] !== undefined) this.#measured.add(object_id);
  }

  #setInterrupted(watched: Watched, isInterrupted: boolean): void {
    if (isInterrupted && !watched.isInterrupted)
      this.#around.onNotice({ kind: 'interrupted', run: watched.run });
    watched.isInterrupted = isInterrupted;
  }

  #watch({ run_id, run_name, experiment_id }: Row): void {
    const run = { run_id, run_name, experiment_id };
    const known = this.#running.get(run_id);
    if (known !== undefined) known.run = run;
    else
      this.#running.set(run_id, {
        run,
        lastWrite: this.#around.now(),
        toldSilence: Number.NEGATIVE_INFINITY,
        isInterrupted: false,
        toldMetrics: new Set(),
        alerts: [],
      });
  }

  /** The runs that ended since they were last looked at. */
  async #look(client: Client): Promise<Ended[]> {
    if (this.#looksAtAll) await this.#lookAtAll(client);
    const changed = [...this.#changed];
    this.#changed.clear();
    const ended: Ended[] = [];
    for (const chunk of chunks(changed, CHUNK)) ended.push(...(await this.#lookAt(client, chunk)));
    return ended;
  }

  async #lookAt(client: Client, changed: readonly (readonly [string, string])[]): Promise<Ended[]> {
    const experiments = [...new Set(changed.map(([, experiment]) => experiment))];
    const ids = changed.map(([id]) => `'${id}'`).join(', ');
    const rows = await this.#rows(client, experiments, `attributes.run_id IN (${ids})`);
    const ended: Ended[] = [];
    const found = new Map(rows.map((row) => [row.run_id, row]));
    for (const [id] of changed) {
      const row = found.get(id);
      if (row?.status === 'RUNNING') {
        this.#watch(row);
        continue;
      }
      const watched = this.#running.get(id);
      this.#running.delete(id);
      if (watched !== undefined && row !== undefined) ended.push({ row, alerts: watched.alerts });
    }
    return ended;
  }

  async #lookAtAll(client: Client): Promise<void> {
    this.#looksAtAll = false;
    const experiments = await this.#experimentIds(client);
    const rows =
      experiments.length === 0 ? [] : await this.#rows(client, experiments, "attributes.status = 'RUNNING'");
    const found = new Set(rows.map(({ run_id }) => run_id));
    for (const [id, { run }] of this.#running) if (!found.has(id)) this.#changed.set(id, run.experiment_id);
    const before = new Set(this.#running.values());
    for (const row of rows) this.#watch(row);
    await this.#takeBearings(client, before);
  }

  /** How the running runs are now. What became of a run that nobody watched is no news. */
  async #takeBearings(client: Client, before: ReadonlySet<Watched>): Promise<void> {
    for (const [watched, { state, last_write_time }] of await this.#livenessOf(client, [
      ...this.#running.values(),
    ])) {
      if (before.has(watched)) this.#setInterrupted(watched, state === 'interrupted');
      else {
        watched.isInterrupted = state === 'interrupted';
        if (last_write_time !== undefined && this.#silence(watched) >= this.#around.stalledMs())
          watched.toldSilence = watched.lastWrite;
      }
    }
  }

  /** What the tracker knows of the processes behind runs; their last writes are taken from it. */
  async #livenessOf(
    client: Client,
    asked: readonly Watched[],
  ): Promise<[Watched, Response<'getLiveness'>['runs'][number]][]> {
    const told: [Watched, Response<'getLiveness'>['runs'][number]][] = [];
    for (const chunk of chunks(asked, PAGE)) {
      const run_ids = chunk.map(({ run }) => run.run_id);
      const { runs } = await client.call('getLiveness', { run_ids });
      for (const answer of runs) {
        const watched = this.#running.get(answer.run_id);
        if (watched === undefined) continue;
        watched.lastWrite = answer.last_write_time ?? watched.lastWrite;
        told.push([watched, answer]);
      }
    }
    return told;
  }

  async #rows(client: Client, experiment_ids: readonly string[], filter: string): Promise<Row[]> {
    const found: Row[] = [];
    let page_token: string | undefined;
    do {
      const page = await client.call('searchRunRows', {
        experiment_ids: [...experiment_ids],
        filter,
        run_view_type: 'ACTIVE_ONLY',
        max_results: PAGE,
        order_by: [],
        page_token,
        metric_keys: [],
        param_keys: [],
        tag_keys: [],
        parent_run_id: undefined,
      });
      found.push(...page.rows);
      page_token = page.next_page_token;
    } while (page_token);
    return found;
  }

  async #experimentIds(client: Client): Promise<string[]> {
    const found: string[] = [];
    let page_token: string | undefined;
    do {
      const page = await client.call('searchExperiments', {
        max_results: PAGE,
        page_token,
        filter: undefined,
        order_by: [],
        view_type: 'ACTIVE_ONLY',
      });
      found.push(...(page.experiments ?? []).map(({ experiment_id }) => experiment_id));
      page_token = page.next_page_token;
    } while (page_token);
    return found;
  }
}
