#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { packageVersion } from '../lab/package-root.ts';
import { compiledProgram } from './compiled-program.ts';
import type { program } from './program.ts';

// What the built command starts: it loads the program compiled, because compiling takes longer than a small run.
const args = process.argv.slice(2);
if (args.length === 1 && args[0] === '--version') {
  process.stdout.write(`${packageVersion()}\n`);
} else {
  const file = fileURLToPath(new URL('./program.cjs', import.meta.url));
  const require = module.createRequire(file);
  const { exports } = compiledProgram(file, require) ?? { exports: required(file, require) };
  await (exports as { program: typeof program }).program(args);
}

/** The program without its compiled code, as for another version of Node than built it; from Node 22.8 Node keeps its own. */
function required(file: string, require: NodeJS.Require): unknown {
  (module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  return require(file);
}
