import type { CommandModule } from 'yargs';
import { EXIT } from '../exit-code.ts';
import type { Finish } from '../main.ts';

/** `policy-lab lsp --stdio`: the language server. */
export function lspCommand(version: () => string, finish: Finish): CommandModule<object, { stdio: boolean }> {
  return {
    command: 'lsp',
    describe: 'Serve editors: diagnostics, completion, hover, rename, formatting (language server protocol)',
    builder: (yargs) =>
      yargs
        .option('stdio', {
          type: 'boolean',
          default: true,
          describe: 'Speak over standard input and output; there is no other way',
        })
        .example('$0 lsp --stdio', 'what an editor starts; see editors/ for the setup'),
    handler: async () => {
      const { serve } = await import('../../lsp/serve.ts');
      await serve(process.stdin, process.stdout, version());
      finish(EXIT.fine);
    },
  };
}
