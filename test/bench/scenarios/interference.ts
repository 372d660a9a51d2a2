import { type Bench, type Scenario } from '../bench.ts';
import { percentile } from '../statistics.ts';
import { loggedTimes } from './log-metric.ts';
import { FILTERED_SEARCH } from './search.ts';

const LIMIT_MS = 3000;

/** `log_metric` while another client searches the largest experiment without a pause. Runs after the search scenario. */
export function interference(): Scenario {
  return {
    name: 'interference',
    async measure(bench) {
      const largest = bench.populated.at(-1);
      if (largest === undefined)
        return bench.note('interference left out: the search scenario has to run before it');
      const count = bench.quick ? 300 : 2000;
      const alone = await loggedTimes(bench, count, LIMIT_MS);
      const stop = new AbortController();
      const searching = searchUntil(bench, largest.experimentId, stop.signal);
      const crowded = await loggedTimes(bench, count, LIMIT_MS);
      stop.abort();
      const searches = await searching;
      bench.lower('log-metric p99, alone', 'ms', percentile(alone, 99));
      bench.lower(`log-metric p99, while ${largest.runs} runs are searched`, 'ms', percentile(crowded, 99));
      bench.higher('searches beside log-metric', '/s', searches);
    },
  };
}

async function searchUntil(bench: Bench, experimentId: string, signal: AbortSignal): Promise<number> {
  const api = bench.api();
  const request = api.encode('runs/search', { experiment_ids: [experimentId], ...FILTERED_SEARCH });
  const started = performance.now();
  let count = 0;
  while (!signal.aborted) {
    await api.connection.require(request);
    count += 1;
  }
  api.connection.close();
  return count / ((performance.now() - started) / 1000);
}
