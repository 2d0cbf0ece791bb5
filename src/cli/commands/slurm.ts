import type { CommandModule } from 'yargs';
import type { FileArguments } from '../actions/with-plan.ts';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';
import { FILES_POSITIONAL, MAX_CELLS_OPTION, PLUGIN_OPTIONS, SHARED_OPTIONS } from './shared-options.ts';

/** What `slurm` is asked for. */
export interface SlurmArguments extends FileArguments {
  readonly out: string;
  readonly 'array-size': number;
  readonly workers: number;
  readonly sbatch: string | readonly string[] | undefined;
  readonly submit: boolean;
  readonly 'max-cells': number;
}

const OPTIONS = {
  out: { type: 'string', requiresArg: true, default: 'results', describe: 'Folder for the merged results' },
  'array-size': {
    type: 'number',
    requiresArg: true,
    default: 16,
    describe: 'Tasks of the job array: shards',
  },
  workers: { type: 'number', requiresArg: true, default: 1, describe: 'Processors of each task' },
  sbatch: {
    type: 'string',
    requiresArg: true,
    describe: 'An option for both jobs, such as --sbatch=--partition=short; may be repeated',
  },
  submit: {
    type: 'boolean',
    default: true,
    describe: 'Submit the jobs; --no-submit only writes the scripts',
  },
  'max-cells': MAX_CELLS_OPTION,
  quiet: { type: 'boolean', default: false, describe: 'No warnings' },
  ...PLUGIN_OPTIONS,
  ...SHARED_OPTIONS,
} as const;

/** `policy-lab slurm`: a plan as a job array of a cluster. */
export function slurmCommand(io: Io, finish: Finish): CommandModule<object, SlurmArguments> {
  return {
    command: 'slurm [files..]',
    describe: 'Run a plan as a Slurm job array, and merge its results in a job that waits for it',
    builder: (yargs) =>
      yargs
        .positional('files', FILES_POSITIONAL)
        .options(OPTIONS)
        .check(({ 'array-size': size, workers }) =>
          [size, workers].every((number) => Number.isInteger(number) && number >= 1)
            ? true
            : "'--array-size' and '--workers' are whole numbers from 1",
        )
        .example('$0 slurm big.scn --array-size 100 --sbatch=--time=1:00:00', '100 tasks of an hour at most')
        .example('$0 slurm big.scn --no-submit', 'only the scripts, to look at and to change'),
    handler: async (args) => {
      const { slurm } = await import('../actions/slurm.ts');
      finish(await slurm(args, io));
    },
  };
}
