import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `verify` is asked for. */
export interface VerifyArguments {
  readonly count: number;
  readonly seed: number;
  readonly folder: string;
  readonly keep: string | undefined;
  readonly json: boolean;
}

/** `policy-lab verify`: the model against the kernel that runs. */
export function verifyCommand(io: Io, finish: Finish): CommandModule<object, VerifyArguments> {
  return {
    command: 'verify',
    describe: "Make random memory calls on this machine's kernel and compare every address with the model's",
    builder: (yargs) =>
      yargs
        .options({
          count: { type: 'number', requiresArg: true, default: 2000, describe: 'Calls in each layout' },
          seed: { type: 'number', requiresArg: true, default: 1, describe: 'Another seed, other calls' },
          folder: {
            type: 'string',
            requiresArg: true,
            default: '.',
            describe: 'Folder for the test file, which is gone at once: its file system is verified',
          },
          keep: { type: 'string', requiresArg: true, describe: 'Keep the recordings in this folder' },
          json: { type: 'boolean', default: false, describe: 'For programs' },
        } as const)
        .example('$0 verify --count 20000', 'both layouts of this kernel'),
    handler: async (args) => {
      const { verify } = await import('../actions/verify.ts');
      finish(verify(args, io));
    },
  };
}
