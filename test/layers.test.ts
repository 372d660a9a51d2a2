import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Which rooms a room may import from. Arrows point up the list only. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  filter: ['contract'],
  prompts: ['contract'],
  store: ['contract', 'filter'],
  artifacts: ['contract'],
  engine: ['contract', 'filter', 'prompts', 'store', 'artifacts'],
  endpoint: ['contract', 'artifacts'],
  client: ['contract'],
  host: ['contract', 'filter', 'store', 'artifacts', 'engine', 'endpoint'],
  cli: ['contract', 'host'],
  renderer: ['contract', 'client', 'filter', 'prompts'],
  main: ['contract', 'client', 'host'],
  preload: ['contract'],
};

/** Rooms that run in any environment: no Node, no DOM. */
const ANYWHERE = new Set(['contract', 'filter', 'prompts']);
const IN_BROWSER = new Set(['client', 'renderer']);

/** The room that owns each npm package that code imports; Electron is of the two that run in it. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  zod: ['contract'],
  'better-sqlite3': ['store'],
  'hyparquet-writer': ['engine'],
  ulid: ['engine'],
  '@huggingface/jinja': ['prompts'],
  'node-diff3': ['prompts'],
  fastify: ['endpoint'],
  commander: ['cli'],
  electron: ['main', 'preload'],
  ...Object.fromEntries(
    [
      ...['react', 'react-dom', 'react-router', 'zustand', 'lucide-react', 'echarts', 'hyparquet'],
      ...['@tanstack/react-query', '@tanstack/react-table', '@tanstack/react-virtual'],
      ...[
        '@xyflow/react',
        'gpt-tokenizer',
        'yaml',
        'radix-ui',
        'cmdk',
        'react-arborist',
        'react-resizable-panels',
      ],
      ...['react-markdown', 'rehype-sanitize', 'remark-gfm'],
      ...['core', 'sortable', 'utilities'].map((part) => `@dnd-kit/${part}`),
      ...['autocomplete', 'commands', 'lint', 'merge', 'state', 'view'].map((part) => `@codemirror/${part}`),
    ].map((name) => [name, ['renderer']]),
  ),
};

const SOURCE = resolve(import.meta.dirname, '../src');
const IMPORT =
  /^(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

interface Import {
  file: string;
  room: string;
  target: string;
}

const files = globSync('**/*.{ts,tsx}', { cwd: SOURCE }).filter(
  (file) => !/\.test\.tsx?$|\/testing\//.test(file),
);

const imports: Import[] = files.flatMap((file) =>
  [...readFileSync(join(SOURCE, file), 'utf8').matchAll(IMPORT)].map((match) => ({
    file,
    room: file.split('/')[0] ?? '',
    target: match.slice(1).find((name) => name !== undefined) ?? '',
  })),
);

const isRelative = ({ target }: Import) => target.startsWith('.');
const pathOf = ({ file, target }: Import) => posix.join(dirname(file), target);
const packageOf = (target: string) =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
const isBuiltin = (target: string) => target.startsWith('node:') || builtinModules.includes(target);

/** The files that take part in a cycle of imports, types included. */
function cycles(): string[] {
  const edges = new Map<string, string[]>();
  for (const found of imports.filter(isRelative))
    edges.set(found.file, [...(edges.get(found.file) ?? []), pathOf(found)]);
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      found.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      return;
    }
    state.set(file, 'open');
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
    state.set(file, 'done');
  };
  for (const file of files) visit(file, []);
  return found;
}

describe('the layers of src', () => {
  test('there are sources to look at', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(new Set(files.map((file) => file.split('/')[0]))).toEqual(new Set(Object.keys(ROOMS)));
  });

  test('a room imports only rooms above it, and those by their door', () => {
    const broken = imports.filter(isRelative).flatMap((found) => {
      const [room = '', ...rest] = pathOf(found).split('/');
      if (room === found.room || room === '..') return [];
      if (!ROOMS[found.room]?.includes(room)) return [`${found.file}: ${found.room} must not import ${room}`];
      return rest.join('/') === 'index.ts'
        ? []
        : [`${found.file}: import ${room}/index.ts, not ${rest.join('/')}`];
    });
    expect(broken).toEqual([]);
  });

  test("only the engine's own process wires an engine: the shell's window process never loads one", () => {
    const wiring = imports.filter(({ room, target }) => room === 'main' && target === '../host/index.ts');
    expect(wiring.map(({ file }) => file)).toContain('main/engine-entry.ts');
    expect(wiring.filter(({ file }) => file !== 'main/engine-entry.ts').map(({ file }) => file)).toEqual([]);
  });

  test('there is no cycle of imports', () => {
    expect(cycles()).toEqual([]);
  });

  test('Node is imported only by rooms that run in Node', () => {
    const broken = imports.filter(
      ({ room, target }) => (ANYWHERE.has(room) || IN_BROWSER.has(room)) && isBuiltin(target),
    );
    expect(broken.map(({ file, target }) => `${file}: ${target}`)).toEqual([]);
  });

  test('every npm package is imported by the one room that owns it', () => {
    const outside = imports.filter((found) => !isRelative(found) && !isBuiltin(found.target));
    const broken = outside.filter(({ room, target }) => !OWNERS[packageOf(target)]?.includes(room));
    expect(broken.map(({ file, target }) => `${file}: ${target} is not owned by this room`)).toEqual([]);
    const used = new Set(outside.map(({ target }) => packageOf(target)));
    expect(Object.keys(OWNERS).filter((name) => !used.has(name))).toEqual([]);
  });

  test('nothing in src leaves src except the package manifest', () => {
    const leaving = imports
      .filter(isRelative)
      .map((found) => [found.file, relative(SOURCE, resolve(SOURCE, pathOf(found)))]);
    expect(leaving.filter(([, path]) => path?.startsWith('..') && path !== '../package.json')).toEqual([]);
  });
});
