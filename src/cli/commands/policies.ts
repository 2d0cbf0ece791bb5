import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** `policy-lab policies`: every policy and what it must be told. */
export function policiesCommand(
  io: Io,
  finish: Finish,
): CommandModule<object, { readonly color?: boolean | undefined }> {
  return {
    command: 'policies',
    describe: 'List the policies: what each is told, its options, where it comes from',
    builder: (yargs) =>
      yargs
        .option('color', { type: 'boolean', describe: 'Colour, whatever the terminal; --no-color for none' })
        .example('$0 policies', 'all of them')
        .example('$0 explain max-order', 'one of them, with what its options mean'),
    handler: async ({ color }) => {
      const { policies } = await import('../actions/policies.ts');
      finish(policies(color, io));
    },
  };
}
