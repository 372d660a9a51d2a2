// `npm start`: the desktop window where there is a display and an Electron to draw it, else the same page for a browser.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildWhatIsNeeded } from './build.mjs';

const root = resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);

/** Chromium's own, for a container and for tools: they stand before the program. */
const OF_CHROMIUM = /^--(no-sandbox|disable-gpu|remote-debugging-port)(=|$)/;
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
  const isKnown = (word) => OF_THE_DESKTOP.test(word) || OF_CHROMIUM.test(word);
  const other = words.find((word) => word.startsWith('--') && !isKnown(word));
  if (other !== undefined) return `${other} is an option of the engine alone`;
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay) return 'there is no display';
  if (electronProgram() === undefined)
    return "Electron's program is not installed (npx install-electron fetches it)";
  if (process.getuid?.() === 0 && !words.includes('--no-sandbox'))
    return 'root has no sandbox to open web pages in';
  return undefined;
}

async function serve(why) {
  process.stderr.write(`No desktop window: ${why}. The same page is served for a browser.\n`);
  process.argv.splice(2, words.length, 'serve', ...words.filter((word) => !OF_CHROMIUM.test(word)));
  await import('../out/engine/tidemark.js');
}

function openDesktop() {
  const switches = words.filter((word) => OF_CHROMIUM.test(word));
  const others = words.filter((word) => !OF_CHROMIUM.test(word));
  const program = join(root, 'out/main/index.cjs');
  const app = spawn(electronProgram(), [...switches, program, ...others], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.kill(signal));
  app.on('exit', (code) => process.exit(code ?? 1));
}

buildWhatIsNeeded();
const why = obstacle();
if (why === undefined) openDesktop();
else await serve(why);
