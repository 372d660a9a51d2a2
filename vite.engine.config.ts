import { defineConfig } from 'vite';

/** The engine for plain Node: the command line and the reader thread, side by side in one folder. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'out/engine',
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    rolldownOptions: {
      input: {
        tidemark: 'src/cli/tidemark.ts',
        host: 'src/host/index.ts',
        'reader-thread': 'src/store/reader-thread.ts',
        'run-export-thread': 'src/engine/run-export-thread.ts',
        'importance-thread': 'src/engine/importance-thread.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['better-sqlite3'] },
});
