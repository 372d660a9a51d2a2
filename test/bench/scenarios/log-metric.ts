import { type Bench, type Scenario, verify } from '../bench.ts';
import { latestValue } from '../mlflow-api.ts';
import { percentile } from '../statistics.ts';

const WARM_UP = 30;
const LIMIT_MS = 4000;
const TIME = 1_700_000_000_000;

/** `log_metric` in a loop, as the fluent client of a training script sends it. */
export function logMetric(): Scenario {
  return {
    name: 'log-metric',
    async measure(bench: Bench) {
      const times = await loggedTimes(bench, bench.quick ? 300 : 1500, LIMIT_MS, 'log-metric, 1 client');
      bench.higher('log-metric, 1 client', 'req/s', (times.length / times.reduce((a, b) => a + b)) * 1000);
      bench.lower('log-metric p50', 'ms', percentile(times, 50));
      bench.lower('log-metric p99', 'ms', percentile(times, 99));
    },
  };
}

/** Logs points into a run of its own, checks that they are all there, and returns the milliseconds each took. */
export async function loggedTimes(
  bench: Bench,
  count: number,
  limitMs: number,
  cpuName?: string,
): Promise<number[]> {
  const api = bench.api();
  const run_id = await api.newRun(await api.newExperiment('log-metric'));
  const value = (step: number) => 1 / (step + 1);
  const requests = Array.from({ length: WARM_UP + count }, (_, step) =>
    api.encode('runs/log-metric', { run_id, key: 'loss', value: value(step), timestamp: TIME + step, step }),
  );
  for (const request of requests.slice(0, WARM_UP)) await api.connection.require(request);
  const times: number[] = [];
  const measured = async (): Promise<number> => {
    const deadline = performance.now() + limitMs;
    for (const request of requests.slice(WARM_UP)) {
      times.push((await api.connection.require(request)).ms);
      if (performance.now() > deadline) break;
    }
    return times.length;
  };
  if (cpuName === undefined) await measured();
  else await bench.perRequestCpu(cpuName, measured);
  const sent = WARM_UP + times.length;
  const points = (await api.history(run_id, 'loss')).metrics?.length ?? 0;
  verify(points === sent, `log-metric: the history has ${points} points, ${sent} were logged`);
  const latest = latestValue(await api.run(run_id), 'loss');
  verify(latest === value(sent - 1), `log-metric: the latest value is ${latest}, not ${value(sent - 1)}`);
  api.connection.close();
  return times;
}
