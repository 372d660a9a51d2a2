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

export default defineConfig({
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
