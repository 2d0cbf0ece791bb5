import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `play` is asked for. */
export interface PlayArguments {
  readonly port: number;
  readonly open: boolean;
}

/** `policy-lab play`: the whole lab in a page of this machine's browser. */
export function playCommand(io: Io, finish: Finish): CommandModule<object, PlayArguments> {
  return {
    command: 'play',
    describe: 'Serve the playground, the lab in a web page, to this machine; Ctrl-C ends it',
    builder: (yargs) =>
      yargs
        .option('port', {
          type: 'number',
          default: 8080,
          describe: 'Port on 127.0.0.1; 0 takes any that is free',
        })
        .option('open', { type: 'boolean', default: false, describe: 'Open it in the browser' })
        .example('$0 play --open', 'the page, in the browser'),
    handler: async (args) => {
      const { play } = await import('../actions/play.ts');
      finish(await play(args, io));
    },
  };
}
