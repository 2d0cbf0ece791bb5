import type { CommandModule } from 'yargs';
import { MAP_STYLE_NAMES, type MapStyleName } from '../../report/map/style-names.ts';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `explain` takes. */
export interface ExplainArguments {
  readonly name: string;
  readonly mapping: string | undefined;
  readonly policy: string | readonly string[] | undefined;
  readonly plugin: string | readonly string[] | undefined;
  readonly files: readonly string[] | undefined;
  readonly point: string | undefined;
  readonly seed: number | undefined;
  readonly map: boolean;
  readonly svg: string | undefined;
  readonly style: MapStyleName;
  readonly frames: number | undefined;
  readonly json: boolean;
}

/** `policy-lab explain`: what a name means, or why a mapping is where it is. */
export function explainCommand(io: Io, finish: Finish): CommandModule<object, ExplainArguments> {
  return {
    command: 'explain <name> [mapping]',
    describe:
      'Say what a metric, a diagnostic code or a policy is, or why a policy put a mapping where it is',
    builder: (yargs) =>
      yargs
        .positional('name', {
          type: 'string',
          demandOption: true,
          describe:
            'A column of the CSV files, a code such as PL2004, a policy id; or a scenario, with a mapping',
        })
        .positional('mapping', { type: 'string', describe: 'A named mapping of the scenario' })
        .option('policy', { type: 'string', describe: 'Policies to explain; all by default' })
        .option('plugin', { type: 'string', describe: 'A module with a policy of your own; may be repeated' })
        .option('files', { type: 'string', array: true, describe: 'Scenario files; scenarios/ by default' })
        .option('point', { type: 'string', describe: 'Sweep point, such as size=64M; the first by default' })
        .option('seed', { type: 'number', describe: 'Seed; the first by default' })
        .option('map', {
          type: 'boolean',
          default: false,
          describe: 'Draw the address space under each policy, on the terminal',
        })
        .option('svg', { type: 'string', requiresArg: true, describe: 'Draw the map to this SVG file' })
        .option('style', {
          choices: MAP_STYLE_NAMES,
          default: 'page' as const,
          describe: 'What the SVG is made for: a screen, or columns of a paper',
        })
        .option('frames', {
          type: 'number',
          requiresArg: true,
          describe: 'Draw so many moments of the scenario under the first policy',
        })
        .option('json', { type: 'boolean', default: false, describe: 'For machines' })
        .example('$0 explain share_of_ideal', 'a metric: definition, unit, direction')
        .example('$0 explain PL4004', 'a diagnostic')
        .example('$0 explain wilcox-length', 'a policy and its options')
        .example('$0 explain my-policy --plugin ./my-policy.js', 'your own, from my-policy.md beside it')
        .example(
          '$0 explain "2 GiB BAR, empty process" bar2 --policy pighin-thp,gunthorpe-start-pfn',
          'why there?',
        )
        .example('$0 explain "2 GiB BAR, empty process" --map', 'where each policy puts everything')
        .example('$0 explain "hotplug of 64 MiB BARs" --map --frames 6', 'how it fills up'),
    handler: async (args) => {
      if (args.map || args.svg !== undefined || args.frames !== undefined) {
        const { explainMap } = await import('../actions/explain-map.ts');
        finish(await explainMap(args, io));
        return;
      }
      if (args.mapping !== undefined) {
        const { explainPlacement } = await import('../actions/explain-mapping.ts');
        finish(await explainPlacement(args, args.mapping, io));
        return;
      }
      const { explain } = await import('../actions/explain.ts');
      finish(await explain(args, io));
    },
  };
}
