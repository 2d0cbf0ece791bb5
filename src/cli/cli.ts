#!/usr/bin/env node
import { packageVersion } from '../lab/package-root.ts';
import { EXIT } from './exit-code.ts';
import { processIo } from './io.ts';
import { main } from './main.ts';

// `policy-lab run | head` is no failure: the reader has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? EXIT.fine);
});

const args = process.argv.slice(2);
process.exitCode = await main(args, packageVersion, processIo(args));
