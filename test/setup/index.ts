import { dataSet } from '../data/index.ts';
import { chromiumPath } from './chromium.ts';
import { electronDist, virtualDisplay } from './electron.ts';
import { javaRuntime, javaUnavailable } from './java.ts';
import { pythonVenv } from './python.ts';
import { stracePath } from './strace.ts';

export { chromiumPath } from './chromium.ts';
export { type ElectronDist, electronDist, virtualDisplay } from './electron.ts';
export { type JavaRuntime, javaRuntime, javaUnavailable } from './java.ts';
export { pythonVenv, type Venv, type VenvName } from './python.ts';
export { stracePath } from './strace.ts';

/** What the tests need from outside npm, by name; each answers one line that tells what it found or made. */
const parts: Record<string, () => Promise<string>> = {
  python: async () => (await pythonVenv('mlflow')).python,
  chromium: chromiumPath,
  electron: async () => (await electronDist()).executable,
  display: async () => (process.platform === 'linux' ? virtualDisplay() : 'of its own'),
  strace: stracePath,
  java: async () => javaUnavailable() ?? (await javaRuntime()).classpath,
  small: () => dataSet('small'),
  large: () => dataSet('large'),
  registry: () => dataSet('registry'),
  fasttrackml: async () => (await pythonVenv('fasttrackml')).bin,
  schemathesis: async () => (await pythonVenv('schemathesis')).bin,
};
const usual = ['python', 'schemathesis', 'chromium', 'strace', 'java', 'small', 'large', 'registry'];

async function setUp(names: string[]): Promise<void> {
  for (const name of names) {
    const part = parts[name];
    if (!part)
      throw new Error(`No set-up part is called ${name}. There are: ${Object.keys(parts).join(', ')}.`);
    const started = Date.now();
    const found = await part();
    console.log(`${name}: ${found} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  }
}

if (import.meta.main) {
  const asked = process.argv.slice(2);
  await setUp(asked.length > 0 ? asked : usual);
}
