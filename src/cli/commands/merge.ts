import type { CommandModule } from 'yargs';
import { DEFAULT_HEADLINE } from '../../report/default-headline.ts';
import { FORMATS, type Format } from '../../report/format.ts';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `merge` is asked for. */
export interface MergeArguments {
  readonly folders: readonly string[];
  readonly out: string;
  readonly force: boolean;
  readonly partial: boolean;
  readonly format: Format;
  readonly headline: string;
  readonly quiet: boolean;
  readonly color: boolean | undefined;
}

const OPTIONS = {
  out: {
    type: 'string',
    requiresArg: true,
    default: 'results',
    describe: 'Folder for CSV files and manifest',
  },
  force: {
    type: 'boolean',
    default: false,
    describe: 'Replace the results of other scenarios; write beside foreign files',
  },
  partial: {
    type: 'boolean',
    default: false,
    describe: 'Take what is there where trials are missing; the manifest says how many',
  },
  format: { type: 'string', choices: FORMATS, default: 'table' as Format, describe: 'What is printed' },
  headline: {
    type: 'string',
    requiresArg: true,
    default: DEFAULT_HEADLINE,
    describe: 'Metric that sweeps show: a number of coverage.csv or fragmentation.csv',
  },
  quiet: { type: 'boolean', default: false, describe: 'Print nothing but errors' },
  color: { type: 'boolean', describe: 'Colour, whatever the terminal; --no-color for none' },
} as const;

/** `policy-lab merge`: the shards of a plan put together. */
export function mergeCommand(io: Io, finish: Finish): CommandModule<object, MergeArguments> {
  return {
    command: 'merge <folders..>',
    describe: "Put the shards of a plan together: the very files of an unsharded 'run'",
    builder: (yargs) =>
      yargs
        .positional('folders', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: "Folders that 'run --shard INDEX/OF --out DIR' has written",
        })
        .options(OPTIONS)
        .example('$0 merge part-* --out results', 'all parts of a plan'),
    handler: async (args) => {
      const { mergeShards } = await import('../actions/merge.ts');
      finish(await mergeShards(args, io));
    },
  };
}
