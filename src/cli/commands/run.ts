import type { CommandModule } from 'yargs';
import { CONFIG_FILE, type Config, readConfig } from '../../lab/config.ts';
import type { Configured } from '../../plugins/choose-policies.ts';
import { DEFAULT_HEADLINE } from '../../report/default-headline.ts';
import { FORMATS, type Format } from '../../report/format.ts';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';
import {
  type BudgetArguments,
  FILES_POSITIONAL,
  MAX_CELLS_OPTION,
  PLUGIN_OPTIONS,
  SHARED_OPTIONS,
} from './shared-options.ts';

/** What `run` is asked for. */
export interface RunArguments extends BudgetArguments {
  /** Where policies and option defaults come from that are not from the command line. */
  readonly configured?: Configured;
  readonly files: readonly string[];
  readonly policy: string | readonly string[] | undefined;
  readonly plugin: string | readonly string[] | undefined;
  readonly isolate: boolean;
  readonly 'plugin-timeout': number;
  readonly out: string;
  readonly force: boolean;
  readonly format: Format;
  readonly headline: string;
  readonly quiet: boolean;
  readonly 'max-cells': number;
  readonly workers: number | undefined;
  readonly resume: boolean;
  readonly restart: boolean;
  readonly shard: string | undefined;
  readonly color: boolean | undefined;
}

/** Where neither the command line nor the configuration says anything. */
const DEFAULTS = { out: 'results', format: 'table' } as const;

/** The command line as it was given: what the configuration may fill in is missing. */
type GivenArguments = Omit<RunArguments, 'out' | 'format'> & {
  readonly out: string | undefined;
  readonly format: Format | undefined;
};

const OPTIONS = {
  ...PLUGIN_OPTIONS,
  'plugin-timeout': {
    type: 'number',
    requiresArg: true,
    default: 20,
    describe: 'Seconds that a plug-in may take for one cell',
  },
  out: {
    type: 'string',
    requiresArg: true,
    defaultDescription: DEFAULTS.out,
    describe: 'Folder for CSV files and manifest',
  },
  force: {
    type: 'boolean',
    default: false,
    describe: 'Replace the results of other scenarios; write beside foreign files',
  },
  format: {
    type: 'string',
    choices: FORMATS,
    defaultDescription: DEFAULTS.format,
    describe: 'What is printed; text is made for a mail',
  },
  headline: {
    type: 'string',
    requiresArg: true,
    default: DEFAULT_HEADLINE,
    describe: 'Metric that sweeps show: a number of coverage.csv or fragmentation.csv',
  },
  workers: {
    type: 'number',
    requiresArg: true,
    defaultDescription: 'one a processor',
    describe: 'Threads that run cells; 0 for none but the main one. Results are the same',
  },
  resume: {
    type: 'boolean',
    default: false,
    describe: 'Go on with a run that was stopped, killed or out of disk space',
  },
  restart: { type: 'boolean', default: false, describe: 'Drop what such a run has left, and begin anew' },
  shard: {
    type: 'string',
    requiresArg: true,
    describe: "Run one part of the plan, '2/7', into --out; 'policy-lab merge' puts the parts together",
  },
  'max-cells': MAX_CELLS_OPTION,
  quiet: { type: 'boolean', default: false, describe: 'Print nothing but errors' },
  ...SHARED_OPTIONS,
} as const;

/** `policy-lab run`: every policy on every scenario, as tables and files. */
export function runCommand(io: Io, finish: Finish): CommandModule<object, GivenArguments> {
  return {
    command: 'run [files..]',
    describe:
      'Run policies on scenarios: tables on the screen, CSV files for a paper. Defaults: policy-lab.config.json',
    builder: (yargs) =>
      yargs
        .positional('files', FILES_POSITIONAL)
        .options(OPTIONS)
        .check(wrongArguments)
        .example('$0 run scenarios/*.scn', 'the shipped scenarios, every policy')
        .example("$0 run my.scn --policy 'wilcox-length(cont=off)' --out my", 'two rows: linux and this one')
        .example('$0 run my.scn --out my --format text', 'a table for a mail'),
    handler: async (args) => {
      const { run } = await import('../actions/run.ts');
      finish(await run(settled(args, readConfig(io.cwd)), io));
    },
  };
}

const MOST_WORKERS = 1024;

/** What is wrong with values that each look right, as the argument parser wants it: true where nothing is. */
function wrongArguments({
  workers = 0,
  resume,
  restart,
}: {
  readonly workers?: number | undefined;
  readonly resume: boolean;
  readonly restart: boolean;
}): true | string {
  if (resume && restart)
    return "'--resume' goes on with an unfinished run, '--restart' drops it: one of them";
  const threads = Number.isInteger(workers) && workers >= 0 && workers <= MOST_WORKERS;
  return threads || `'--workers' is a whole number from 0 to ${MOST_WORKERS}`;
}

/** The command line first, then the configuration. Policies that the command line names, it names whole. */
function settled(args: GivenArguments, config: Config): RunArguments {
  const { policies, options } = config;
  return {
    ...args,
    out: args.out ?? config.out ?? DEFAULTS.out,
    format: args.format ?? config.format ?? DEFAULTS.format,
    ...(args.policy === undefined && { configured: { file: CONFIG_FILE, policies, options } }),
  };
}
