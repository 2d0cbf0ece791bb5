import type { CommandModule } from 'yargs';
import { IMPORT_KINDS, type ImportKind } from '../../lab/import-file.ts';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `import` is asked for. */
export interface ImportArguments {
  readonly kind: ImportKind;
  readonly file: string;
}

/** `policy-lab import`: files of a running system as scenario text. */
export function importCommand(io: Io, finish: Finish): CommandModule<object, ImportArguments> {
  return {
    command: 'import <kind> <file>',
    describe: 'Turn a snapshot, a log or a list of devices into scenario text',
    builder: (yargs) =>
      yargs
        .positional('kind', {
          choices: IMPORT_KINDS,
          demandOption: true,
          describe: '/proc/PID/maps or smaps; strace -y; lspci -vv; .../resource of sysfs',
        })
        .positional('file', { type: 'string', demandOption: true, describe: 'The file' })
        .example('$0 import maps /proc/self/maps > here.scn', 'a scenario in an address space as it is')
        .example('$0 import lspci lspci.txt > devices.scn', "devices with their BARs, from 'lspci -vv'"),
    handler: async (args) => {
      const { importToScenario } = await import('../actions/import.ts');
      finish(importToScenario(args, io));
    },
  };
}
