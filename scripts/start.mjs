// `npm start`: the desktop window where there is a display and an Electron to draw it, else the same page for a browser.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildWhatIsNeeded } from './build.mjs';

const root = resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);

/** Options of the desktop; with any other one, `tidemark serve` is meant. */
const OF_THE_DESKTOP = /^--(data|connect|hidden)(=|$)/;

function electronProgram() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules/electron/dist');
  const named = join(root, 'node_modules/electron/path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : 'electron';
  const program = join(folder, name);
  return existsSync(program) ? program : undefined;
}

/** Why no window can be opened, or undefined. */
function obstacle() {
  const other = words.find((word) => word.startsWith('--') && !OF_THE_DESKTOP.test(word));
  if (other !== undefined) return `${other} is an option of the engine alone`;
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay) return 'there is no display';
  if (electronProgram() === undefined)
    return "Electron's program is not installed (npx install-electron fetches it)";
  if (process.getuid?.() === 0) return 'root has no sandbox to open web pages in';
  return undefined;
}

async function serve(why) {
  process.stderr.write(`No desktop window: ${why}. The same page is served for a browser.\n`);
  process.argv.splice(2, words.length, 'serve', ...words);
  await import('../out/engine/tidemark.js');
}

function openDesktop() {
  const app = spawn(electronProgram(), [join(root, 'out/main/index.cjs'), ...words], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.kill(signal));
  app.on('exit', (code) => process.exit(code ?? 1));
}

buildWhatIsNeeded();
const why = obstacle();
if (why === undefined) openDesktop();
else await serve(why);
