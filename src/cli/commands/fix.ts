import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `fix` is asked for. */
export interface FixArguments {
  readonly files: readonly string[];
  readonly 'dry-run': boolean;
}

/** `policy-lab fix`: the mends of which nothing else can be meant. */
export function fixCommand(io: Io, finish: Finish): CommandModule<object, FixArguments> {
  return {
    command: 'fix [files..]',
    describe: 'Mend the mistakes of scenario files where only one thing can be meant',
    builder: (yargs) =>
      yargs
        .positional('files', {
          type: 'string',
          array: true,
          default: [],
          describe: 'Scenario files, folders, globs; the folder scenarios unless given',
        })
        .option('dry-run', {
          type: 'boolean',
          default: false,
          describe: 'Write nothing; say what would be mended',
        })
        .example('$0 fix my.scn', 'misspelt words, a missing header, units')
        .example('$0 fix scenarios --dry-run', 'only say it'),
    handler: async (args) => {
      const { fix } = await import('../actions/fix.ts');
      finish(await fix(args, io));
    },
  };
}
