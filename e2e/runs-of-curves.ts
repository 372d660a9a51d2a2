import {
  cleanValue,
  insertExperiment,
  insertPoints,
  insertRun,
  openStore,
  updateRun,
} from '../src/store/index.ts';

/** The experiment that `fillWithCurves` makes. */
export const CURVES = { experimentId: '4712', runs: 500, keys: 10, points: 1000 } as const;

const START = 1_760_000_000_000;
const MINUTE = 60_000;
const RUNS_AT_ONCE = 10;

export const curveKey = (index: number): string => `curve/${index}`;

/** Puts runs with whole curves into the data directory of an engine that does not run, by the store itself. */
export async function fillWithCurves(folder: string): Promise<void> {
  const store = await openStore({ directory: folder, now: Date.now, synchronous: 'NORMAL' });
  const { experimentId, runs } = CURVES;
  const experiment_id = Number(experimentId);
  try {
    await store.write(() =>
      insertExperiment(store.database, {
        experiment_id,
        workspace: 'default',
        name: 'curves',
        artifact_location: `mlflow-artifacts:/${experimentId}`,
        time: START,
      }),
    );
    for (let from = 0; from < runs; from += RUNS_AT_ONCE)
      await store.write(() => {
        for (let run = from; run < from + RUNS_AT_ONCE; run += 1) putRun(store, experiment_id, run);
      });
  } finally {
    await store.close();
  }
}

function putRun(
  { database, names }: Awaited<ReturnType<typeof openStore>>,
  experiment_id: number,
  index: number,
): void {
  const run_id = String(index).padStart(32, '0');
  const start_time = START + index * MINUTE;
  const artifact_uri = `mlflow-artifacts:/${experiment_id}/${run_id}/artifacts`;
  const run = { run_id, experiment_id, user_id: 'ada', status: 'RUNNING' as const, start_time, artifact_uri };
  const id = insertRun(database, { ...run, name: `curve-${index}` });
  updateRun(database, id, { status: 'FINISHED', end_time: start_time + MINUTE });
  const points = Array.from({ length: CURVES.keys }, (_, which) => {
    const key = names.intern(curveKey(which));
    return Array.from({ length: CURVES.points }, (__, step) => ({
      key,
      step,
      timestamp: start_time + step,
      ...cleanValue(1 / (1 + step / 100) + index / 1000 + Math.sin(step * (which + 1)) / 50),
    }));
  });
  insertPoints(database, { id, experiment_id }, points.flat());
}
