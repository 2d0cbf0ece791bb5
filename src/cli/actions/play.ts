import { existsSync } from 'node:fs';
import path from 'node:path';
import { LabError } from '../../lab/lab-error.ts';
import { packageRoot } from '../../lab/package-root.ts';
import { serveFolder } from '../../lab/serve-folder.ts';
import type { PlayArguments } from '../commands/play.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { openBrowser } from '../open-browser.ts';
import { UsageError } from '../usage-error.ts';

/** Serves the playground until it is interrupted. */
export async function play({ port, open }: PlayArguments, io: Io): Promise<ExitCode> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`'--port' cannot be ${port}`, 'a port is a number from 0 to 65535');
  }
  const folder = path.join(packageRoot(), 'dist/play');
  if (!existsSync(path.join(folder, 'index.html'))) {
    throw new LabError('not-built', 'the playground is not built', "run 'npm run build' first");
  }
  const { address, close } = await serveFolder(folder, port);
  io.out(`The playground is at ${address}\nCtrl-C ends it.\n`);
  if (open) openBrowser(address, io);
  await interrupted();
  await close();
  return EXIT.fine;
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
