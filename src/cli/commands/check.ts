import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** How mistakes are told: to people, to programs, to code scanners, to GitHub's annotations of a change. */
const FORMS = ['text', 'json', 'sarif', 'github'] as const;

/** What `check` is asked for. */
export interface CheckArguments {
  readonly files: readonly string[];
  readonly diagnostics: (typeof FORMS)[number];
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
          choices: FORMS,
          default: 'text' as const,
          describe: 'For people, for programs, for code scanners (SARIF 2.1.0), for annotations on GitHub',
        })
        .example('$0 check my.scn', 'mistakes with their places and hints')
        .example('$0 check scenarios --diagnostics json', 'the same for an editor')
        .example('$0 check scenarios --diagnostics github', 'in a workflow'),
    handler: async (args) => {
      const { check } = await import('../actions/check.ts');
      finish(await check(args, io));
    },
  };
}
