import { constants, globSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from '../engine.ts';
import { cachedFolder, contentKey, projectRoot } from '../setup/cache.ts';
import { runCommand } from '../setup/command.ts';
import { pythonVenv } from '../setup/python.ts';
import { fillRegistry } from './many-models.ts';

/**
 * Data of a person's kind, logged by MLflow's own Python client: `small` is three runs with everything that a run can have,
 * with models and prompts beside them; `large` is a sweep of 3,000 runs with 20 metrics each beside smaller experiments and a run
 * with 10,000 metrics; `registry`, which plain HTTP fills, is 3,000 models, one of them with 500 versions, and a prompt with 200.
 */
export type DataSet = 'small' | 'large' | 'registry';

/** Points of each metric of an ordinary run of the large set; one run in 120 has 1,000. */
const STEPS = 10;

/** A data directory with the set, made on first use; it is to be copied, not opened. */
export function dataSet(name: DataSet): Promise<string> {
  const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
  const sources = globSync(
    [
      'test/data/*.py',
      'test/data/many-models.ts',
      'test/setup/requirements/mlflow.txt',
      'src/store/migrations/*.ts',
    ],
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
  const engine = await startEngine(folder);
  try {
    await (name === 'registry' ? fillRegistry(engine.url) : logWithPython(name, steps, engine.url));
  } finally {
    await engine.stop();
  }
}

async function logWithPython(name: 'small' | 'large', steps: number, url: string): Promise<void> {
  const { python } = await pythonVenv('mlflow');
  const env = { ...process.env, MLFLOW_TRACKING_URI: url, MLFLOW_DISABLE_TELEMETRY: 'true' };
  await runCommand(python, [join(import.meta.dirname, 'log.py'), name, '--steps', String(steps)], { env });
}

// npx node test/data/index.ts large|registry --into DIR [--steps 1000]
if (import.meta.main) {
  const options = { into: { type: 'string' }, steps: { type: 'string', default: String(STEPS) } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [name] = positionals;
  if ((name !== 'small' && name !== 'large' && name !== 'registry') || values.into === undefined)
    throw new Error(
      'Name the set and where to: node test/data/index.ts small|large|registry --into DIR [--steps N]',
    );
  const started = performance.now();
  await logDataSet(name, Number(values.steps), values.into);
  console.log(`${values.into} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
