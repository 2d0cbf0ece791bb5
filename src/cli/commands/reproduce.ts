import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';
import { type BudgetArguments, SHARED_OPTIONS } from './shared-options.ts';

/** What `reproduce` is asked for. */
export interface ReproduceArguments extends BudgetArguments {
  readonly ids: readonly string[];
  readonly claims: string | undefined;
  readonly files: readonly string[];
  readonly workers: number | undefined;
  readonly list: boolean;
  readonly json: boolean;
}

/** `policy-lab reproduce`: what the documents claim, run again. */
export function reproduceCommand(io: Io, finish: Finish): CommandModule<object, ReproduceArguments> {
  return {
    command: 'reproduce [ids..]',
    describe: 'Run what the documents claim again: PASS or FAIL, time and memory of each claim',
    builder: (yargs) =>
      yargs
        .positional('ids', {
          type: 'string',
          array: true,
          default: [] as string[],
          describe: 'Claims by their ids; all by default',
          defaultDescription: 'all',
        })
        .options({
          claims: {
            type: 'string',
            requiresArg: true,
            defaultDescription: 'results/claims.yaml, here or shipped',
            describe: 'The claims',
          },
          files: {
            type: 'string',
            array: true,
            requiresArg: true,
            default: [] as string[],
            defaultDescription: 'scenarios/',
            describe: 'Scenario files, folders, globs; else scenarios/, else the shipped ones',
          },
          workers: { type: 'number', requiresArg: true, describe: 'Threads; one a processor by default' },
          list: { type: 'boolean', default: false, describe: 'Only say what is claimed' },
          json: { type: 'boolean', default: false, describe: 'For programs' },
          ...SHARED_OPTIONS,
        } as const)
        .example('$0 reproduce', 'every claim')
        .example('$0 reproduce same-bytes', 'all results again, compared by their hashes'),
    handler: async (args) => {
      const { reproduce } = await import('../actions/reproduce.ts');
      finish(await reproduce(args, io));
    },
  };
}
