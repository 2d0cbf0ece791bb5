import path from 'node:path';
import { defineConfig } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The playground: static files that any host can serve, from any folder. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  resolve: { alias: { 'csv-stringify/sync': 'csv-stringify/browser/esm/sync' } },
  worker: { format: 'es' },
  build: {
    outDir: path.join(ROOT, 'dist/play'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
    // One file for each thread; the parser and the editor are most of it.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
