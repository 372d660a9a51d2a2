import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;

// Electron's version is read from its package, which the page does not need; 25 is the oldest that it runs in.
process.env['ELECTRON_MAJOR_VER'] ??= '25';

// electron-vite builds for file:// (`./assets`); our pages have paths, so a deep link needs assets by absolute path.
const absoluteAssets: Plugin = {
  name: 'absolute-assets',
  enforce: 'post',
  config: () => ({ base: '/' }),
};

// The engine that the shell runs is the one that runs headless, to the byte: it is built once, beside, and imported when it is
// needed. What is imported at once (where an engine may be found) is a few lines and stays in the bundle.
const builtHost: Plugin = {
  name: 'built-host',
  enforce: 'pre',
  resolveId: (id, _importer, { kind }) =>
    id === '../host/index.ts' && kind === 'dynamic-import'
      ? { id: '../engine/host.js', external: true }
      : null,
};

// Node's loader takes a .js file in this package for a module, and a sandboxed preload must not be one.
const output = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' } as const;

export default defineConfig({
  main: {
    plugins: [builtHost],
    build: {
      outDir: resolve(root, 'out/main'),
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: resolve(root, 'src/main/index.ts'),
          'engine-entry': resolve(root, 'src/main/engine-entry.ts'),
        },
        output,
        treeshake: { moduleSideEffects: false },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(root, 'out/preload'),
      externalizeDeps: false,
      rolldownOptions: { input: { index: resolve(root, 'src/preload/index.ts') }, output },
    },
  },
  renderer: {
    root: resolve(root, 'src/renderer'),
    plugins: [react(), tailwindcss(), absoluteAssets],
    build: {
      outDir: resolve(root, 'out/renderer'),
      // The page's policy forbids fonts from data: URLs.
      assetsInlineLimit: 0,
      minify: 'oxc',
      cssMinify: 'lightningcss',
    },
  },
});
