import path from 'node:path';
import { recordProgram } from '../../lab/record-program.ts';
import type { RecordArguments } from '../commands/record.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';

/** Records a program. Its own output goes where it always does; what is said of the recording to standard error. */
export async function record(args: RecordArguments, io: Io): Promise<ExitCode> {
  const [program, ...rest] = [...args.command, ...(args['--'] ?? [])];
  if (program === undefined)
    throw new UsageError('which program?', 'give it behind two dashes: policy-lab record -- python3 -c 1');
  if (!(args.hold >= 10 && args.hold <= 60_000))
    throw new UsageError("'--hold' is no time", 'give milliseconds from 10 to 60000');
  const name = args.output ?? path.basename(program);
  const { files, exitCode, notes } = await recordProgram({
    command: [program, ...rest],
    name,
    cwd: io.cwd,
    holdMilliseconds: args.hold,
  });
  io.err(`recorded ${files.join(', ')}\n`);
  if (exitCode !== 0) io.err(`note: the program ended with exit code ${exitCode}\n`);
  io.err(notes.map((note) => `note: ${note}\n`).join(''));
  io.err(`next: policy-lab replay ${name}.strace, and policy-lab replay ${name}.strace --policy all\n`);
  return EXIT.fine;
}
