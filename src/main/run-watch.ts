import type { createClient } from '../client/index.ts';
import type { Response } from '../contract/index.ts';

type Client = ReturnType<typeof createClient>;
export type EndedRun = Response<'getRun'>['run']['info'];

interface Told {
  onCount(running: number): void;
  /** A run that was running has finished or failed. */
  onEnd(run: EndedRun): void;
}

const PAGE = 1000;
/** More ends at once than a person can read are told by the count alone. */
const MOST_ENDS = 5;

/** Knows the runs that are running, and tells when one of them ends. */
export class RunWatch {
  readonly #client: Client;
  readonly #told: Told;
  #running: ReadonlySet<string> = new Set();

  constructor(client: Client, told: Told) {
    this.#client = client;
    this.#told = told;
  }

  /** Looks again; to be called after changes of runs, one call at a time. */
  async refresh(): Promise<void> {
    const running = new Set(await this.#searchRunning());
    const ended = [...this.#running].filter((id) => !running.has(id));
    this.#running = running;
    this.#told.onCount(running.size);
    for (const run_id of ended.slice(0, MOST_ENDS)) {
      const { run } = await this.#client.call('getRun', { run_id, run_uuid: undefined });
      if (run.info.status === 'FINISHED' || run.info.status === 'FAILED') this.#told.onEnd(run.info);
    }
  }

  async #searchRunning(): Promise<string[]> {
    const experiment_ids = await this.#experimentIds();
    const found: string[] = [];
    let page_token: string | undefined;
    do {
      const page = await this.#client.call('searchRuns', {
        experiment_ids,
        filter: "attributes.status = 'RUNNING'",
        run_view_type: 'ACTIVE_ONLY',
        max_results: PAGE,
        order_by: [],
        page_token,
      });
      found.push(...(page.runs ?? []).map(({ info }) => info.run_id));
      page_token = page.next_page_token;
    } while (page_token);
    return found;
  }

  async #experimentIds(): Promise<string[]> {
    const found: string[] = [];
    let page_token: string | undefined;
    do {
      const page = await this.#client.call('searchExperiments', {
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
