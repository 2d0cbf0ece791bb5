import yargs, { type CommandModule } from 'yargs';
import { calibrateCommand } from './commands/calibrate.ts';
import { checkCommand } from './commands/check.ts';
import { compareCommand } from './commands/compare.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { figuresCommand } from './commands/figures.ts';
import { fixCommand } from './commands/fix.ts';
import { fmtCommand } from './commands/fmt.ts';
import { huntCommand } from './commands/hunt.ts';
import { importCommand } from './commands/import.ts';
import { lspCommand } from './commands/lsp.ts';
import { mergeCommand } from './commands/merge.ts';
import { migrateCommand } from './commands/migrate.ts';
import { planCommand } from './commands/plan.ts';
import { playCommand } from './commands/play.ts';
import { policyCommand } from './commands/policy.ts';
import { recordCommand } from './commands/record.ts';
import { replayCommand } from './commands/replay.ts';
import { reportCommand } from './commands/report.ts';
import { reproduceCommand } from './commands/reproduce.ts';
import { runCommand } from './commands/run.ts';
import { slurmCommand } from './commands/slurm.ts';
import { verifyCommand } from './commands/verify.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { reportFailure } from './failure.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage-error.ts';

/** Takes the exit code of the command that ran. */
export type Finish = (code: ExitCode) => void;

/** Runs one command line (without the program's name) and yields its exit code. Never throws. */
export async function main(args: readonly string[], version: () => string, io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.fine;
  const finish: Finish = (code) => {
    exitCode = code;
  };
  try {
    await chosen(() =>
      parser(version, io, finish).parseAsync([...args], {}, (_error, _argv, output) => {
        if (output !== '') io.out(`${output}\n`);
      }),
    );
    return exitCode;
  } catch (error) {
    return reportFailure(error, io);
  }
}

/** A command with its arguments, on its way out of the argument parser. */
class Chosen {
  readonly run: () => void | Promise<void>;

  constructor(run: () => void | Promise<void>) {
    this.run = run;
  }
}

/** Runs the command that the argument parser comes to. */
async function chosen(parse: () => Promise<unknown>): Promise<void> {
  try {
    await parse();
  } catch (thrown) {
    if (!(thrown instanceof Chosen)) throw thrown;
    await thrown.run();
  }
}

/**
 * A command that leaves the argument parser before it runs: behind a handler that returns, the parser writes the whole
 * help, in case that is wanted, which takes as long as a small run.
 */
function leaving<T>({ handler, ...rest }: CommandModule<object, T>): CommandModule<object, T> {
  return {
    ...rest,
    handler: (args) => {
      throw new Chosen(() => handler(args));
    },
  };
}

function parser(version: () => string, io: Io, finish: Finish) {
  return yargs()
    .scriptName('policy-lab')
    .usage('$0 <command>\n\nCompares policies for choosing the virtual address of a device mapping.')
    .command(leaving(runCommand(io, finish)))
    .command(leaving(checkCommand(io, finish)))
    .command(leaving(fmtCommand(io, finish)))
    .command(leaving(fixCommand(io, finish)))
    .command(leaving(migrateCommand(io, finish)))
    .command(leaving(planCommand(io, finish)))
    .command(leaving(mergeCommand(io, finish)))
    .command(leaving(slurmCommand(io, finish)))
    .command(leaving(compareCommand(io, finish)))
    .command(leaving(explainCommand(io, finish)))
    .command(leaving(huntCommand(io, finish)))
    .command(leaving(playCommand(io, finish)))
    .command(leaving(figuresCommand(io, finish)))
    .command(leaving(reportCommand(io, finish)))
    .command(leaving(exportCommand(io, finish)))
    .command(leaving(policyCommand(io, finish)))
    .command(leaving(recordCommand(io, finish)))
    .command(leaving(replayCommand(io, finish)))
    .command(leaving(doctorCommand(io, finish)))
    .command(leaving(reproduceCommand(io, finish)))
    .command(leaving(verifyCommand(io, finish)))
    .command(leaving(importCommand(io, finish)))
    .command(leaving(lspCommand(version, finish)))
    .command(leaving(calibrateCommand(io, finish)))
    .completion('completion', 'Print a script that completes commands and options in bash or zsh')
    .demandCommand(1, 1, 'which command?', 'one command at a time')
    .recommendCommands()
    .strict()
    .help()
    .alias('help', 'h')
    .version(version())
    .wrap(Math.min(100, io.width))
    .epilogue('Exit codes: 0 fine, 1 findings or failures, 2 wrong usage, 3 a defect of policy-lab.')
    .parserConfiguration({ 'duplicate-arguments-array': true, 'populate--': true })
    .exitProcess(false)
    .fail((message, error: Error | string | undefined) => {
      // What a command's own check of its arguments answers comes as a text.
      if (typeof error === 'string') throw usageError(error);
      throw error === undefined || error.name === 'YError'
        ? usageError(message ?? error?.message ?? '')
        : error;
    });
}

/** Messages of the argument parser, and what this program says instead. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Not enough non-option arguments.*/, 'an argument is missing'],
  [/^Not enough arguments following: (.*)/, "the option '--$1' needs a value"],
  [/^Unknown arguments?: (.*)/, 'unknown option or argument: $1'],
  [/^Did you mean (.*)\?/, 'unknown command; the nearest is $1'],
  [/^Invalid values: Argument: (\S+), Given: (.*), Choices: (.*)/, "'--$1' cannot be $2; it is one of $3"],
];

function usageError(message: string): UsageError {
  const line = message.trim().replace(/\s+/g, ' ');
  const [pattern, text] = WORDS.find(([known]) => known.test(line)) ?? [/^/, ''];
  return new UsageError(
    line.replace(pattern, text),
    "see 'policy-lab --help', or 'policy-lab COMMAND --help'",
  );
}
