import type { CommandModule } from 'yargs';
import type { FileArguments } from '../actions/with-plan.ts';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';
import { FILES_POSITIONAL, MAX_CELLS_OPTION, PLUGIN_OPTIONS, SHARED_OPTIONS } from './shared-options.ts';

/** What `plan` is asked for. */
export interface PlanArguments extends FileArguments {
  readonly list: boolean;
  readonly json: boolean;
  readonly workers: number | undefined;
  readonly 'max-cells': number;
  readonly color: boolean | undefined;
}

const OPTIONS = {
  list: {
    type: 'boolean',
    default: false,
    describe: 'Every cell by its name: a line each, tab-separated, in the order of the files',
  },
  json: { type: 'boolean', default: false, describe: 'For programs' },
  workers: {
    type: 'number',
    requiresArg: true,
    defaultDescription: 'one a processor',
    describe: 'Threads that the prediction is for',
  },
  'max-cells': MAX_CELLS_OPTION,
  quiet: { type: 'boolean', default: false, describe: 'No warnings' },
  ...PLUGIN_OPTIONS,
  ...SHARED_OPTIONS,
} as const;

/** `policy-lab plan`: what a run would do, and what it would take. */
export function planCommand(io: Io, finish: Finish): CommandModule<object, PlanArguments> {
  return {
    command: 'plan [files..]',
    describe: 'What a run would do: its cells by scenario, and the time, memory and disk that they take',
    builder: (yargs) =>
      yargs
        .positional('files', FILES_POSITIONAL)
        .options(OPTIONS)
        .example('$0 plan scenarios/*.scn', 'how large is it?')
        .example('$0 plan my.scn --list', 'the names of its cells'),
    handler: async (args) => {
      const { plan } = await import('../actions/plan.ts');
      finish(await plan(args, io));
    },
  };
}
