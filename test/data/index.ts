import { constants, globSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from '../engine.ts';
import { cachedFolder, contentKey, projectRoot } from '../setup/cache.ts';
import { runCommand } from '../setup/command.ts';
import { pythonVenv } from '../setup/python.ts';

/**
 * Data of a person's kind, logged by MLflow's own Python client: `small` is three runs with everything that a run can have,
 * `large` is a sweep of 3,000 runs with 20 metrics each beside smaller experiments and a run with 10,000 metrics.
 */
export type DataSet = 'small' | 'large';

/** Points of each metric of an ordinary run of the large set; one run in 120 has 1,000. */
const STEPS = 10;

/** A data directory with the set, made on first use; it is to be copied, not opened. */
export function dataSet(name: DataSet): Promise<string> {
  const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
  const sources = globSync(
    ['test/data/*.py', 'test/setup/requirements/mlflow.txt', 'src/store/migrations/*.ts'],
    { cwd: projectRoot, exclude: ['**/*.test.ts'] },
  );
  const key = contentKey(String(STEPS), ...sources.toSorted().map(read));
  return cachedFolder(`data-${name}-${key}`, (folder) => logDataSet(name, STEPS, folder));
}

/** Makes a data directory with the set at a place of the caller's. */
export async function copyDataSet(name: DataSet, folder: string): Promise<void> {
  await cp(await dataSet(name), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

async function logDataSet(name: DataSet, steps: number, folder: string): Promise<void> {
  const { python } = await pythonVenv('mlflow');
  const engine = await startEngine(folder);
  const env = { ...process.env, MLFLOW_TRACKING_URI: engine.url, MLFLOW_DISABLE_TELEMETRY: 'true' };
  try {
    await runCommand(python, [join(import.meta.dirname, 'log.py'), name, '--steps', String(steps)], { env });
  } finally {
    await engine.stop();
  }
}

// npx node test/data/index.ts large --into DIR [--steps 1000]
if (import.meta.main) {
  const options = { into: { type: 'string' }, steps: { type: 'string', default: String(STEPS) } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [name] = positionals;
  if ((name !== 'small' && name !== 'large') || values.into === undefined)
    throw new Error('Name the set and where to: node test/data/index.ts small|large --into DIR [--steps N]');
  const started = performance.now();
  await logDataSet(name, Number(values.steps), values.into);
  console.log(`${values.into} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
