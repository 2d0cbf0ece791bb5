import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `replay` is asked for. */
export interface ReplayArguments {
  readonly log: string;
  readonly maps: string | undefined;
  readonly after: string | undefined;
  readonly setup: string | undefined;
  readonly mounts: string | undefined;
  readonly machine: string | undefined;
  readonly kernel: string | undefined;
  readonly layout: 'topdown' | 'legacy' | undefined;
  readonly as: string | undefined;
  readonly policy: string | readonly string[] | undefined;
  readonly device: string | readonly string[] | undefined;
  readonly lspci: string | undefined;
  readonly json: boolean;
  readonly color: boolean | undefined;
}

const text = (describe: string) => ({ type: 'string', requiresArg: true, describe }) as const;

const OPTIONS = {
  maps: text('Address space before the first call (/proc/PID/maps or smaps); else NAME.maps beside the log'),
  after: text('Address space after the last call, to compare VMAs with; else NAME.after'),
  setup: text('What a model must know of the machine, as JSON; else NAME.json'),
  mounts: text('Mount table of the recorded machine (/proc/self/mounts): decides how files are placed'),
  machine: text("Machine preset, over the setup's: x86_64, x86_64-la57, i386, arm64-4k, ..."),
  kernel: text("Kernel whose placement is expected, over the setup's: 6.18, 6.1, ..."),
  layout: {
    type: 'string',
    choices: ['topdown', 'legacy'] as const,
    describe: "Layout of the address space, over the setup's",
  },
  as: text('Compare with this policy instead of the kernel: for the log of a patched kernel'),
  policy: text('What if: the same program under these policies, as tables; or all'),
  device: text('FD_OR_PATH=BDF[:bar]: which device a descriptor of the log is; may be repeated'),
  lspci: text('Output of lspci -v or -vv, for the BARs of --device'),
  json: { type: 'boolean', default: false, describe: 'For programs' },
  color: { type: 'boolean', describe: 'Colour, whatever the terminal; --no-color for none' },
} as const;

/** `policy-lab replay`: a recorded program against the model, or under other policies. */
export function replayCommand(io: Io, finish: Finish): CommandModule<object, ReplayArguments> {
  return {
    command: 'replay <log>',
    describe: "Compare a recorded program's addresses with the model's, or replay it under other policies",
    builder: (yargs) =>
      yargs
        .positional('log', {
          type: 'string',
          demandOption: true,
          describe: 'Output of strace -y, with or without -f: NAME.strace',
        })
        .options(OPTIONS)
        .conflicts('as', 'policy')
        .example('$0 replay python.strace', 'is every address where the kernel put it?')
        .example('$0 replay python.strace --policy all', 'what would it have got under every policy?')
        .example('$0 replay patched.strace --as max-order', 'the log of a patched kernel'),
    handler: async (args) => {
      const { replay } = await import('../actions/replay.ts');
      finish(replay(args, io));
    },
  };
}
