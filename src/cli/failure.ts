import { systemReason } from '../lab/lab-error.ts';
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

/** What a user can do about errors of the operating system that no command has words of its own for. */
const MEND = 'see that the place exists, and that you may read and write there';
const MENDS: Readonly<Record<string, string>> = {
  ENOSPC: 'make room, or choose another place',
  EDQUOT: 'make room, or choose another place',
  EMFILE: 'allow more open files (ulimit -n), or use fewer --workers',
  ENFILE: 'close other programs',
  ENOMEM: 'close other programs, or use fewer --workers',
  EAGAIN: 'allow more processes (ulimit -u), or use fewer --workers',
};

function isWorld(code: string): boolean {
  return code in MENDS || WORLD_CODES.has(code);
}

const WORLD_CODES = new Set([
  ...['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY', 'EBUSY'],
  ...['EIO', 'EFBIG', 'ELOOP', 'ENAMETOOLONG', 'ENODEV', 'ENXIO', 'ETXTBSY', 'EINVAL', 'EPIPE', 'EXDEV'],
]);

/** Tells the user what went wrong, and yields the exit code: an error with a hint is theirs to mend, others are ours. */
export function reportFailure(error: unknown, io: Io): ExitCode {
  if (error instanceof Error && 'hint' in error && typeof error.hint === 'string') {
    io.err(
      `policy-lab: ${visible(error.message)}\n${error.hint === '' ? '' : `  hint: ${visible(error.hint)}\n`}`,
    );
    return 'code' in error && WORLD.has(String(error.code)) ? EXIT.findings : EXIT.usage;
  }
  const { syscall, path, code } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall !== undefined && code !== undefined && isWorld(code)) {
    const where = path === undefined ? '' : ` '${visible(path)}'`;
    io.err(`policy-lab: cannot ${syscall}${where}: ${systemReason(error)}\n  hint: ${MENDS[code] ?? MEND}\n`);
    return EXIT.findings;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(
    `policy-lab: this is a defect of policy-lab itself. Please report it, with the command, the scenario and this:\n${trace}\n`,
  );
  return EXIT.defect;
}
