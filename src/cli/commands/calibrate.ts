import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `calibrate` is asked for. */
export interface CalibrateArguments {
  readonly tlb: string | undefined;
  readonly repeats: number;
  readonly most: number;
  readonly huge: number;
  readonly points: boolean;
  readonly json: boolean;
}

/** `policy-lab calibrate`: the TLBs of this machine against a geometry. */
export function calibrateCommand(io: Io, finish: Finish): CommandModule<object, CalibrateArguments> {
  return {
    command: 'calibrate',
    describe: "Measure this machine's TLBs and compare their knees with a geometry's",
    builder: (yargs) =>
      yargs
        .options({
          tlb: {
            type: 'string',
            requiresArg: true,
            describe: 'Geometry; that of this processor unless said',
          },
          repeats: {
            type: 'number',
            requiresArg: true,
            default: 9,
            describe: 'The least time of so many counts',
          },
          most: { type: 'number', requiresArg: true, default: 65536, describe: 'Most base pages' },
          huge: {
            type: 'number',
            requiresArg: true,
            default: 512,
            describe: 'Most huge pages, 2 MiB of memory each',
          },
          points: { type: 'boolean', default: false, describe: 'Print every point of the curves' },
          json: { type: 'boolean', default: false, describe: 'For programs' },
        } as const)
        .example('$0 calibrate --tlb zen-5 --repeats 15', 'on a quiet machine'),
    handler: async (args) => {
      const { calibrate } = await import('../actions/calibrate.ts');
      finish(calibrate(args, io));
    },
  };
}
