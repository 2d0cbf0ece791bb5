#!/usr/bin/env node
import module from 'node:module';
import { packageVersion } from '../lab/package-root.ts';
import { EXIT } from './exit-code.ts';

// `policy-lab run | head` is no failure: the reader has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? EXIT.fine);
});

const args = process.argv.slice(2);
if (args.length === 1 && args[0] === '--version') {
  process.stdout.write(`${packageVersion()}\n`);
} else {
  // Node 22.8 and later keep compiled code between runs; earlier ones compile anew.
  (module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  // Loaded here, because the argument parser alone takes as long as Node itself.
  const [{ main }, { processIo }] = await Promise.all([import('./main.ts'), import('./io.ts')]);
  process.exitCode = await main(args, packageVersion, processIo(args));
}
