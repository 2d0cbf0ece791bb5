import type { CommandModule } from 'yargs';
import { MAP_STYLE_NAMES, type MapStyleName } from '../../report/map/style-names.ts';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `figures` is asked for. */
export interface FiguresArguments {
  readonly results: string;
  readonly out: string | undefined;
  readonly preset: MapStyleName;
  readonly pdf: boolean;
  readonly quiet: boolean;
}

/** `policy-lab figures`: pictures for a paper from the files of a run. */
export function figuresCommand(io: Io, finish: Finish): CommandModule<object, FiguresArguments> {
  return {
    command: 'figures [results]',
    describe: 'Make SVG figures, and the Vega-Lite specifications behind them, from the files of a run',
    builder: (yargs) =>
      yargs
        .positional('results', {
          type: 'string',
          default: 'results',
          describe: 'Folder that a run has written',
        })
        .option('out', {
          type: 'string',
          requiresArg: true,
          describe: 'Folder for the figures, replaced as a whole',
          defaultDescription: 'RESULTS/figures',
        })
        .option('preset', {
          choices: MAP_STYLE_NAMES,
          default: 'two-columns' as const,
          describe: 'Size: one column of a paper (3.4 in), two (7 in), or a screen',
        })
        .option('pdf', { type: 'boolean', default: false, describe: 'PDF too; needs rsvg-convert' })
        .option('quiet', { type: 'boolean', default: false, describe: 'Print nothing but errors' })
        .example('$0 figures', 'results/figures/*.svg')
        .example('$0 figures my --out paper/figures --preset column --pdf', 'for one column, as PDF too'),
    handler: async (args) => {
      const { figures } = await import('../actions/figures.ts');
      finish(await figures(args, io));
    },
  };
}
