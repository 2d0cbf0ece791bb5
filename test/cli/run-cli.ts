import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';

/** What one command line did. */
export interface CliOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, in a folder, for a plain screen of 80 columns. */
export async function runCli(
  cwd: string,
  args: readonly string[],
  more: Partial<Io> = {},
): Promise<CliOutcome> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    input: () => '',
    cwd,
    width: 80,
    colour: false,
    progressBar: false,
    argv: args,
    ...more,
  };
  const code = await main(args, () => '1.2.3', io);
  return { code, out, err };
}
