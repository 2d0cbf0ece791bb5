#!/usr/bin/env node
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
  const { exports } = compiledProgram(file, (name) => import(name));
  await (exports as { program: typeof program }).program(args);
}
