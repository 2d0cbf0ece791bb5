import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** `policy-lab explain`: what a name in a table or a message means. */
export function explainCommand(io: Io, finish: Finish): CommandModule<object, { readonly name: string }> {
  return {
    command: 'explain <name>',
    describe: 'Say what a metric, a diagnostic code or a policy is',
    builder: (yargs) =>
      yargs
        .positional('name', {
          type: 'string',
          demandOption: true,
          describe: 'A column of the CSV files or the heading of one, a code such as PL2004, or a policy id',
        })
        .example('$0 explain share_of_ideal', 'a metric: definition, unit, direction')
        .example('$0 explain PL4004', 'a diagnostic')
        .example('$0 explain wilcox-length', 'a policy and its options'),
    handler: async ({ name }) => {
      const { explain } = await import('../actions/explain.ts');
      finish(explain(name, io));
    },
  };
}
