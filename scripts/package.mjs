// Builds the desktop app for this platform into dist/, unpacked by default, and reads back the fuses of what it made.
// Words after `--` go to electron-builder's targets: `npm run package -- AppImage deb`. ELECTRON_OVERRIDE_DIST_PATH packages
// with the Electron of that folder instead of the downloaded one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, Platform } from 'electron-builder';
import { readFuses } from '../build/fuses.mjs';
import { buildWhatIsNeeded } from './build.mjs';

const root = resolve(import.meta.dirname, '..');
const targets = process.argv.slice(2);

function givenElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return {};
  const version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  return { electronDist: folder, electronVersion: version };
}

function executableIn(folder) {
  const names = ['Tidemark.app', 'Tidemark.exe', 'tidemark'];
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${folder} holds no executable of Tidemark.`);
  return found;
}

buildWhatIsNeeded();
await build({
  projectDir: root,
  targets: Platform.current().createTarget(targets.length > 0 ? targets : 'dir'),
  config: { extends: 'build/electron-builder.yml', ...givenElectron() },
  publish: 'never',
});
for (const folder of readdirSync(join(root, 'dist')).filter((name) => /unpacked|^mac/.test(name))) {
  const executable = executableIn(join(root, 'dist', folder));
  const { wrong, absent } = await readFuses(executable);
  if (wrong.length > 0) throw new Error(`Fuses of ${executable} are not as wanted: ${wrong.join(', ')}.`);
  process.stdout.write(`Packaged ${executable}; its fuses are as wanted.\n`);
  if (absent.length > 0) process.stdout.write(`This Electron does not have yet: ${absent.join(', ')}.\n`);
}
