import { spawn } from 'node:child_process';
import type { Io } from './io.ts';

/** What opens an address in the browser that its user prefers. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens an address, or a file, in the user's browser; says how where that fails. */
export function openBrowser(address: string, io: Io): void {
  const [command = 'xdg-open', ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  opener.once('error', () =>
    io.err(`policy-lab: no browser could be opened with '${command}'; open ${address} yourself\n`),
  );
  opener.unref();
}
