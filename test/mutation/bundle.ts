import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { globSync } from 'tinyglobby';
import { testsOf } from './tests.ts';

const FEW_RUNS = path.resolve('test/mutation/few-runs.ts');

/** Tests take fast-check from ./few-runs.ts, which takes it from where it is. */
const fewRuns: Plugin = {
  name: 'few-runs',
  setup({ onResolve }) {
    onResolve({ filter: /^fast-check$/ }, ({ importer }) =>
      importer === FEW_RUNS ? undefined : { path: FEW_RUNS },
    );
  },
};

/** Bundles lie beside their tests, whose fixtures they read; what several tests import is loaded once. */
await build({
  entryPoints: globSync(testsOf(process.argv[2])),
  outdir: 'test',
  outbase: 'test',
  outExtension: { '.js': '.mutation.mjs' },
  bundle: true,
  splitting: true,
  chunkNames: 'mutation/[name]-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['vitest'],
  plugins: [fewRuns],
  logLevel: 'warning',
});
