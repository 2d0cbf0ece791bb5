import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `record` is asked for. */
export interface RecordArguments {
  readonly command: readonly string[];
  /** What stands behind `--`. */
  readonly '--'?: readonly string[];
  readonly output: string | undefined;
  readonly hold: number;
}

/** `policy-lab record`: a program's memory calls on this machine. */
export function recordCommand(io: Io, finish: Finish): CommandModule<object, RecordArguments> {
  return {
    command: 'record [command..]',
    describe: 'Run a program without address randomisation and record its memory calls',
    builder: (yargs) =>
      yargs
        .usage('$0 record [-o NAME] -- COMMAND [ARGUMENTS..]')
        .positional('command', {
          type: 'string',
          array: true,
          default: [] as string[],
          describe: 'The program and its arguments, behind --',
        })
        .options({
          output: {
            alias: 'o',
            type: 'string',
            requiresArg: true,
            describe: "The files' names without extension; else the program's name",
          },
          hold: {
            type: 'number',
            requiresArg: true,
            default: 30,
            describe: 'Milliseconds for which every exec and exit is held, to copy the memory',
          },
        } as const)
        .example("$0 record -- python3 -c 'import json'", 'python3.maps, .strace, .after, .json')
        .example('$0 replay python3.strace', 'then compare it with the model'),
    handler: async (args) => {
      const { record } = await import('../actions/record.ts');
      finish(await record(args, io));
    },
  };
}
