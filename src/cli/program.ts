import { packageVersion } from '../lab/package-root.ts';
import { EXIT } from './exit-code.ts';
import { processIo } from './io.ts';
import { main } from './main.ts';

/** Runs a command line (without the program's name) in this process, and leaves its exit code there. Never throws. */
export async function program(args: readonly string[]): Promise<void> {
  // `policy-lab run | head` is no failure: the reader has seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? EXIT.fine);
  });
  process.exitCode = await main(args, packageVersion, processIo(args));
}
