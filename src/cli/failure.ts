import { visible } from '../language/render/visible.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

/** Failures of the world around, not of the command line. */
const WORLD = new Set([
  'disk-full',
  'output-unwritable',
  'unreadable-input',
  'missing-tool',
  'recording-failed',
  'unknown-kernel',
]);

/** Tells the user what went wrong, and yields the exit code: an error with a hint is theirs to mend, others are ours. */
export function reportFailure(error: unknown, io: Io): ExitCode {
  if (error instanceof Error && 'hint' in error && typeof error.hint === 'string') {
    io.err(
      `policy-lab: ${visible(error.message)}\n${error.hint === '' ? '' : `  hint: ${visible(error.hint)}\n`}`,
    );
    return 'code' in error && WORLD.has(String(error.code)) ? EXIT.findings : EXIT.usage;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(
    `policy-lab: this is a defect of policy-lab itself. Please report it, with the command, the scenario and this:\n${trace}\n`,
  );
  return EXIT.defect;
}
