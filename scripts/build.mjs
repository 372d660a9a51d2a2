// Builds what is missing or older than its sources: the engine (out/engine) and the page (out/renderer).
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

const newest = (patterns) =>
  Math.max(...globSync(patterns, { cwd: root }).map((file) => statSync(join(root, file)).mtimeMs));

function isCurrent(output, patterns) {
  const file = join(root, output);
  return existsSync(file) && statSync(file).mtimeMs >= newest(patterns);
}

function run(packageName, args) {
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifest);
  const file = join(dirname(manifest), typeof bin === 'string' ? bin : bin[packageName]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}\n`);
  process.exit(status ?? 1);
}

const SHARED = ['package.json', 'src/contract/**/*.ts', 'src/filter/**/*.ts', 'src/prompts/**/*.ts'];

const TARGETS = [
  {
    what: 'the engine',
    output: 'out/engine/tidemark.js',
    sources: ['vite.engine.config.ts', 'src/{artifacts,cli,endpoint,engine,host,store}/**/*.ts', ...SHARED],
    build: () => run('vite', ['build', '-c', 'vite.engine.config.ts']),
  },
  {
    what: 'the page and the desktop shell',
    output: 'out/renderer/index.html',
    sources: ['electron.vite.config.ts', 'src/{client,main,preload,renderer}/**/*', ...SHARED],
    build: () => run('electron-vite', ['build']),
  },
];

/** Brings every output up to date; says on standard error what it builds. */
export function buildWhatIsNeeded() {
  for (const { what, output, sources, build } of TARGETS) {
    if (isCurrent(output, sources)) continue;
    process.stderr.write(`Building ${what} …\n`);
    build();
  }
}

if (process.argv[1] === import.meta.filename) buildWhatIsNeeded();
