import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `report` is asked for. */
export interface ReportArguments {
  readonly results: string;
  readonly out: string;
  readonly open: boolean;
}

/** `policy-lab report`: a run as one HTML file. */
export function reportCommand(io: Io, finish: Finish): CommandModule<object, ReportArguments> {
  return {
    command: 'report [results]',
    describe: 'Make one HTML file of a run: tables that sort, figures, maps, traces; it needs no network',
    builder: (yargs) =>
      yargs
        .positional('results', {
          type: 'string',
          default: 'results',
          describe: 'Folder that a run has written',
        })
        .option('out', { type: 'string', requiresArg: true, default: 'report.html', describe: 'The file' })
        .option('open', { type: 'boolean', default: false, describe: 'Show it in the browser' })
        .example('$0 report', 'report.html from results/'),
    handler: async (args) => {
      const { report } = await import('../actions/report.ts');
      finish(await report(args, io));
    },
  };
}
