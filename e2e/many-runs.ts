import {
  cleanValue,
  insertExperiment,
  insertParam,
  insertPoints,
  insertRun,
  openStore,
  setTag,
  updateRun,
} from '../src/store/index.ts';

/** The experiment that `fillWithRuns` makes. */
export const MANY_RUNS = {
  experimentId: '4711',
  name: 'sweep-100k',
  runs: 100_000,
  keys: 480,
  wide: 400,
} as const;

const START = 1_760_000_000_000;
const MINUTE = 60_000;
const RUNS_AT_ONCE = 5000;
const RATES = ['0.1', '0.01', '0.001', '0.0001'];
const GOLDEN = 0.6180339887498949;
const WIDE_KEYS = Array.from(
  { length: MANY_RUNS.keys },
  (_, index) => `wide/${String(index).padStart(3, '0')}`,
);

type Store = Awaited<ReturnType<typeof openStore>>;

/**
 * Puts 100,000 runs of one experiment into the data directory of an engine that does not run, by the store itself. The newest
 * ones have a value in each of hundreds of metrics, the others a few.
 */
export async function fillWithRuns(folder: string): Promise<void> {
  const store = await openStore({ directory: folder, now: Date.now, synchronous: 'NORMAL' });
  const { experimentId, name, runs } = MANY_RUNS;
  try {
    await store.write(() =>
      insertExperiment(store.database, {
        experiment_id: Number(experimentId),
        workspace: 'default',
        name,
        artifact_location: `mlflow-artifacts:/${experimentId}`,
        time: START,
      }),
    );
    for (let from = 0; from < runs; from += RUNS_AT_ONCE)
      await store.write(() => {
        for (let run = from; run < Math.min(runs, from + RUNS_AT_ONCE); run += 1) putRun(store, run);
      });
  } finally {
    await store.close();
  }
}

function putRun({ database, names }: Store, index: number): void {
  const experiment_id = Number(MANY_RUNS.experimentId);
  const run_id = (BigInt(index) * 0x9e37_79b9_7f4a_7c15n + 1n).toString(16).padStart(32, '0').slice(-32);
  const start_time = START + index * MINUTE;
  const id = insertRun(database, {
    run_id,
    experiment_id,
    name: `run-${index}`,
    user_id: 'ada',
    status: 'RUNNING',
    start_time,
    artifact_uri: `mlflow-artifacts:/${MANY_RUNS.experimentId}/${run_id}/artifacts`,
  });
  updateRun(database, id, {
    status: index % 50 === 0 ? 'FAILED' : 'FINISHED',
    end_time: start_time + 30_000,
  });
  const acc = (index * GOLDEN) % 1;
  const values: [string, number][] = [
    ['acc', acc],
    ['loss', 1 - acc],
    ['f1', acc / 2],
    ['val/loss', 1.1 - acc],
  ];
  const isWide = index >= MANY_RUNS.runs - MANY_RUNS.wide;
  for (const key of isWide ? WIDE_KEYS : WIDE_KEYS.slice(index % MANY_RUNS.keys).slice(0, 1))
    values.push([key, acc]);
  const points = values.map(([key, value]) => {
    return { key: names.intern(key), step: 0, timestamp: start_time, ...cleanValue(value) };
  });
  insertPoints(database, { id, experiment_id }, points);
  const params = {
    lr: RATES[index % RATES.length] ?? '',
    batch: String(2 ** (index % 8)),
    optimizer: 'adam',
  };
  for (const [key, value] of Object.entries(params)) insertParam(database, id, names.intern(key), value);
  setTag(database, id, names.intern('mlflow.runName'), `run-${index}`);
  setTag(database, id, names.intern('team'), `t${index % 7}`);
}
