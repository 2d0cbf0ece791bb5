import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `check` is asked for. */
export interface CheckArguments {
  readonly files: readonly string[];
  readonly diagnostics: 'text' | 'json';
}

/** `policy-lab check`: mistakes in scenario files, without running them. */
export function checkCommand(io: Io, finish: Finish): CommandModule<object, CheckArguments> {
  return {
    command: 'check <files..>',
    describe: 'Find mistakes in scenario files without running them',
    builder: (yargs) =>
      yargs
        .positional('files', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'Scenario files, folders, globs',
        })
        .option('diagnostics', {
          choices: ['text', 'json'] as const,
          default: 'text' as const,
          describe: 'For people, or for programs',
        })
        .example('$0 check my.scn', 'mistakes with their places and hints')
        .example('$0 check scenarios --diagnostics json', 'the same for an editor'),
    handler: async (args) => {
      const { check } = await import('../actions/check.ts');
      finish(check(args, io));
    },
  };
}
