import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `fmt` is asked for. */
export interface FmtArguments {
  readonly files: readonly string[];
  readonly check: boolean;
  readonly stdin: boolean;
}

/** `policy-lab fmt`: scenario files in the one form of the language. */
export function fmtCommand(io: Io, finish: Finish): CommandModule<object, FmtArguments> {
  return {
    command: 'fmt [files..]',
    describe: 'Format scenario files; a file with a mistake of form is left alone',
    builder: (yargs) =>
      yargs
        .positional('files', {
          type: 'string',
          array: true,
          default: [],
          describe: 'Scenario files, folders, globs; the folder scenarios unless given',
        })
        .option('check', {
          type: 'boolean',
          default: false,
          describe: 'Write nothing; name the files that are not formatted, and exit with 1',
        })
        .option('stdin', {
          type: 'boolean',
          default: false,
          describe: 'Format standard input to standard output',
        })
        .example('$0 fmt my.scn', 'format a file in place')
        .example('$0 fmt scenarios --check', 'for CI'),
    handler: async (args) => {
      const { fmt } = await import('../actions/fmt.ts');
      finish(await fmt(args, io));
    },
  };
}
