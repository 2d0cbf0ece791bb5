import { copyFileSync, rmSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import { globSync } from 'tinyglobby';
import { TESTS, testsOf } from './tests.ts';

const FOLDERS = Object.keys(TESTS);
const [folder, ...parts] = process.argv.slice(2);

if (folder === undefined || !FOLDERS.includes(folder)) {
  process.stderr.write(`usage: npm run mutate -- ${FOLDERS.join('|')} [file.ts …]\n`);
  process.exit(2);
}

const files = parts.length > 0 ? parts.map((part) => `src/${folder}/${part}`) : [`src/${folder}/**/*.ts`];

/** Stryker looks for every test's file, to see which results still stand: the sandbox has a bundle under this name. */
const tests = globSync(testsOf(folder));
const bundles = tests.map((test) => test.replace(/\.ts$/, '.mutation.mjs'));
tests.forEach((test, i) => {
  copyFileSync(test, bundles[i]!);
});

try {
  await new Stryker({
    mutate: [
      ...files,
      // The list of files that `npm run generate` writes.
      '!src/policies/index.generated.ts',
      // One table of column names and sentences: it has nothing but text, and every sentence stands in the docs.
      '!src/metrics/catalogue.ts',
    ],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', './test/mutation/prose.mjs'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    // Each test file becomes one module: a mutant costs a tenth of a second instead of one.
    buildCommand: `node --import tsx test/mutation/bundle.ts ${folder}`,
    ignorers: ['prose'],
    coverageAnalysis: 'perTest',
    concurrency: 1,
    incremental: true,
    incrementalFile: `.mutation/${folder}.incremental.json`,
    reporters: ['html', 'json', 'clear-text', 'progress-append-only'],
    htmlReporter: { fileName: `.mutation/${folder}.html` },
    jsonReporter: { fileName: `.mutation/${folder}.json` },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    thresholds: { high: 95, low: 90, break: 90 },
    timeoutMS: 5000,
    timeoutFactor: 1.5,
    tempDirName: '.mutation/sandbox',
    ignorePatterns: ['/dist', '/.mutation', '/results', '/editors', '/coverage', '/fuzz', '/native'],
    allowConsoleColors: false,
  }).runMutationTest();
} finally {
  for (const bundle of bundles) rmSync(bundle, { force: true });
}
