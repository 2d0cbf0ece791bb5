import { systemReason } from '../lab/lab-error.ts';
import { packageVersion } from '../lab/package-root.ts';
import { EXIT } from './exit-code.ts';
import { processIo } from './io.ts';
import { main } from './main.ts';

/** Runs a command line (without the program's name) in this process, and leaves its exit code there. Never throws. */
export async function program(args: readonly string[]): Promise<void> {
  let lost = false;
  const onError = (error: NodeJS.ErrnoException) => {
    // `policy-lab run | head` is no failure: the reader has seen enough, and what was begun is brought to its end.
    if (error.code === 'EPIPE' || lost) return;
    lost = true;
    process.exitCode = EXIT.findings;
    process.stderr.write(
      `policy-lab: cannot write what this command prints: ${systemReason(error)}\n  hint: make room, or let it print elsewhere; files that it wrote are whole\n`,
    );
  };
  process.stdout.on('error', onError);
  process.stderr.on('error', onError);
  const code = await main(args, packageVersion, processIo(args));
  process.exitCode = lost && code === EXIT.fine ? EXIT.findings : code;
}
