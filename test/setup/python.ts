import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder, contentKey } from './cache.ts';
import { findProgram, isExecutable, runCommand, tryCommand } from './command.ts';

/** The virtual environments there are; each has a lock file of the same name in `requirements/`. */
export type VenvName = 'mlflow' | 'fasttrackml' | 'schemathesis';
export type Venv = { folder: string; python: string; bin: string };

const UV_VERSION = '0.13.9';
const windows = process.platform === 'win32';

/**
 * A virtual environment with exactly the packages of `requirements/<name>.txt`, made on first use.
 * Throws when there is no Python 3.10+ on PATH or the packages cannot be had.
 */
export async function pythonVenv(name: VenvName = 'mlflow'): Promise<Venv> {
  const requirements = join(import.meta.dirname, 'requirements', `${name}.txt`);
  const base = await basePython();
  const key = contentKey(readFileSync(requirements, 'utf8'), base.version);
  const folder = await cachedFolder(`venv-${name}-${key}`, (target) =>
    fillVenv(target, base.path, requirements),
  );
  return venvIn(folder);
}

function venvIn(folder: string): Venv {
  const bin = join(folder, windows ? 'Scripts' : 'bin');
  return { folder, bin, python: join(bin, windows ? 'python.exe' : 'python') };
}

async function fillVenv(folder: string, base: string, requirements: string): Promise<void> {
  const uv = await uvPath(base);
  const { python } = venvIn(folder);
  // The lock names every package, so nothing is left to resolve.
  if (uv) {
    await runCommand(uv, ['venv', '--allow-existing', '--python', base, folder]);
    await runCommand(uv, ['pip', 'install', '--no-deps', '--python', python, '-r', requirements]);
  } else {
    await runCommand(base, ['-m', 'venv', folder]);
    await runCommand(python, ['-m', 'pip', 'install', '--no-deps', '-r', requirements]);
  }
}

async function basePython(): Promise<{ path: string; version: string }> {
  const path = findProgram('python3', 'python', 'python3.exe', 'python.exe');
  if (!path)
    throw new Error('No Python on PATH. Install Python 3.10 or newer (Debian: apt-get install python3).');
  const script = 'import sys; print("%d.%d" % sys.version_info[:2])';
  const version = (await runCommand(path, ['-c', script])).trim();
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 3 && minor >= 10) return { path, version };
  throw new Error(
    `${path} is Python ${version}, but 3.10 or newer is needed. Put a newer one first on PATH.`,
  );
}

/** `uv` from PATH, else from PyPI by pip into the cache; undefined when neither is to be had. */
async function uvPath(base: string): Promise<string | undefined> {
  const onPath = findProgram('uv', 'uv.exe');
  if (onPath) return onPath;
  if (!(await tryCommand(base, ['-m', 'pip', '--version'])).ok) return undefined;
  const install = ['-m', 'pip', 'install', '--quiet', '--target'];
  try {
    const folder = await cachedFolder(`uv-${UV_VERSION}`, async (target) => {
      await runCommand(base, [...install, target, `uv==${UV_VERSION}`]);
    });
    const uv = join(folder, 'bin', windows ? 'uv.exe' : 'uv');
    return isExecutable(uv) ? uv : undefined;
  } catch {
    return undefined;
  }
}
