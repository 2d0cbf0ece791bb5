import { writeFileSync } from 'node:fs';
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

const tests = globSync(testsOf(process.argv[2]));

/** Bundles lie beside their tests, whose fixtures they read; what several tests import is loaded once. */
await build({
  entryPoints: tests,
  outdir: 'test',
  outbase: 'test',
  outExtension: { '.js': '.body.mutation.mjs' },
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

/** A file that does not even load fails as any test does: Stryker alone would see no test of it, and none fail. */
for (const test of tests) {
  const bundle = test.replace(/\.ts$/, '.mutation.mjs');
  const body = JSON.stringify(`./${path.basename(test, '.ts')}.body.mutation.mjs`);
  const lines = [
    "import { it } from 'vitest';",
    'try {',
    `  await import(${body});`,
    '} catch (error) {',
    "  it('loads', () => { throw error; });",
    '}',
  ];
  writeFileSync(bundle, `${lines.join('\n')}\n`);
}
