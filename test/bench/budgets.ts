import { RAW_SQLITE } from './raw-sqlite.ts';
import type { Results } from './results.ts';
import { growthExponent } from './statistics.ts';

/** What Tidemark must reach; `got` and `need` are undefined when the run did not measure them. */
export interface Budget {
  work: string;
  must: string;
  got: number | undefined;
  need: number;
  isAtLeast: boolean;
}

export interface Verdict extends Budget {
  passes: boolean | undefined;
}

const OWN = 'tidemark';
const OTHER = 'fasttrackml';

/** Compares the medians of a run with the budgets of the design. */
export function verdicts(results: Results): Verdict[] {
  return budgets(results).map((budget) => {
    const { got, need, isAtLeast } = budget;
    return { ...budget, passes: got === undefined ? undefined : isAtLeast ? got >= need : got <= need };
  });
}

function budgets(results: Results): Budget[] {
  const own = (name: string) => results.median(OWN, name);
  const ratio = (name: string, peer: string) => divided(own(name), results.median(peer, name));
  const raw = (name: string) => divided(own(name), results.median(RAW_SQLITE, '1,000-row commits, FULL'));
  const times = (name: string, factor: number, peer = OTHER, title = 'FastTrackML'): Budget =>
    atLeast(name, `>= ${factor} x ${title}`, ratio(name, peer), factor);
  const under = (name: string, limit: number, unit: string): Budget =>
    atMost(name, `<= ${limit} ${unit}`, own(name), limit);
  const batch = (clients: string) => `log-batch of 1000, ${clients}`;
  const growth = (name: string, most: number): Budget =>
    atMost(`${name}: growth exponent, 1 k to 100 k`, `< ${most}`, exponent(own, name), most);
  return [
    times('log-metric, 1 client', 1.5),
    ...['1 client', '8 clients'].flatMap((clients) => [
      times(batch(clients), 4),
      atLeast(batch(clients), '>= 1 x raw SQLite', raw(batch(clients)), 1),
    ]),
    times('short runs, 8 clients', 2),
    ...[1000, 10_000, 100_000].map((runs) => under(`first page of 100, ${runs} runs`, 4, 'ms')),
    growth('first page of 100', 0.1),
    under('filter and metric order, 100000 runs', 10, 'ms'),
    growth('filter and metric order', 0.3),
    under('walk all pages of 1000, 100000 runs', 3000, 'ms'),
    under('history of 1000000 points, whole', 800, 'ms'),
    under('chart of 100 runs of 10000 points', 150, 'ms'),
    under('sample of 1000000 points in 2000 buckets', 30, 'ms'),
    under('bytes per metric point', 35, 'B'),
    under('start to first reply', 0.3, 's'),
    under('idle memory (PSS)', 100, 'MB'),
    ...['put 200 MB', 'get 200 MB', 'put 10 KB files', 'get 10 KB files'].map((name) =>
      times(name, 1.5, 'mlflow', 'MLflow'),
    ),
    under('first page of 100 models, 10000 models', 15, 'ms'),
    ...['put', 'get'].map((way) => under(`${way} 200 MB, memory growth`, 64, 'MB')),
    atMost(
      'log-metric p99 while 100000 runs are searched',
      '<= 2 x alone',
      divided(own('log-metric p99, while 100000 runs are searched'), own('log-metric p99, alone')),
      2,
    ),
  ];
}

function divided(value: number | undefined, by: number | undefined): number | undefined {
  return value === undefined || by === undefined ? undefined : value / by;
}

function exponent(own: (name: string) => number | undefined, name: string): number | undefined {
  const [small, large] = [own(`${name}, 1000 runs`), own(`${name}, 100000 runs`)];
  return small === undefined || large === undefined ? undefined : growthExponent(1000, small, 100_000, large);
}

function atLeast(work: string, must: string, got: number | undefined, need: number): Budget {
  return { work, must, got, need, isAtLeast: true };
}

function atMost(work: string, must: string, got: number | undefined, need: number): Budget {
  return { work, must, got, need, isAtLeast: false };
}
