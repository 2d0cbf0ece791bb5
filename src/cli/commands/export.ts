import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `export` is asked for. */
export interface ExportArguments {
  readonly results: string;
  readonly out: string | undefined;
  readonly quiet: boolean;
}

/** `policy-lab export`: results for pandas, DuckDB and the like. */
export function exportCommand(io: Io, finish: Finish): CommandModule<object, ExportArguments> {
  return {
    command: 'export [results]',
    describe: 'Write the CSV files of a run as Parquet, for pandas and DuckDB',
    builder: (yargs) =>
      yargs
        .positional('results', { type: 'string', default: 'results', describe: 'Folder of a run' })
        .options({
          out: {
            type: 'string',
            requiresArg: true,
            defaultDescription: 'RESULTS/parquet',
            describe: 'Folder for the Parquet files',
          },
          quiet: { type: 'boolean', default: false, describe: 'Print nothing but errors' },
        } as const)
        .example('$0 export results', 'results/parquet/coverage.parquet and three more'),
    handler: async (args) => {
      const { exportResults } = await import('../actions/export.ts');
      finish(await exportResults(args, io));
    },
  };
}
