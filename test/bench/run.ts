import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { build } from 'tsdown';

const FOLDER = import.meta.dirname;
const PROGRAMS = ['benches', 'parse-once'];

/**
 * `npm run bench [-- NAME…] [-- --json]`: runs ./benches.ts, bundled as the command is. A loader that compiles on the
 * fly names every function at run time, which changes what a closure costs. Bundles lie beside their sources, whose
 * relative paths they keep.
 */
try {
  await build({
    config: false,
    entry: Object.fromEntries(PROGRAMS.map((name) => [`${name}.bundle`, path.join(FOLDER, `${name}.ts`)])),
    outDir: FOLDER,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    fixedExtension: true,
    dts: false,
    clean: false,
    logLevel: 'silent',
    deps: { alwaysBundle: [/^[^./]/], onlyBundle: false },
    outputOptions: { chunkFileNames: '[name].bundle.mjs' },
  });
  const program = path.join(FOLDER, 'benches.bundle.mjs');
  const flags = ['--expose-gc', program, ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, flags, { stdio: 'inherit' }).status ?? 3;
} finally {
  for (const bundle of globSync('*.bundle.mjs', { cwd: FOLDER, absolute: true })) rmSync(bundle);
}
