import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `migrate` is asked for. */
export interface MigrateArguments {
  readonly files: readonly string[];
}

/** `policy-lab migrate`: scenario files of an older version of the language in the present one. */
export function migrateCommand(io: Io, finish: Finish): CommandModule<object, MigrateArguments> {
  return {
    command: 'migrate [files..]',
    describe: 'Bring scenario files to the version of the language that this program writes',
    builder: (yargs) =>
      yargs
        .positional('files', {
          type: 'string',
          array: true,
          default: [],
          describe: 'Scenario files, folders, globs; the folder scenarios unless given',
        })
        .example('$0 migrate my.scn', "write 'language 1' where 'language 0' stands"),
    handler: async (args) => {
      const { migrate } = await import('../actions/migrate.ts');
      finish(await migrate(args, io));
    },
  };
}
