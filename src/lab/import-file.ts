import { existsSync } from 'node:fs';
import path from 'node:path';
import { readLspci, readSysfsResource } from '../import/pci.ts';
import { scenarioFromMaps } from '../import/scenario-from-maps.ts';
import { scenarioFromPci } from '../import/scenario-from-pci.ts';
import { RecordedReplay } from '../replay/recorded.ts';
import { recordedMachine } from '../replay/recorded-setup.ts';
import { scenarioFromLog } from '../replay/scenario-from-log.ts';
import { WhatIfBuilder } from '../replay/what-if-program.ts';
import { LabError } from './lab-error.ts';
import { type FileProblems, loadSetup, loadSnapshot, wholeText } from './recording-files.ts';
import { checkSnapshot, readLog, settledSetup } from './replay-log.ts';

/** What `import` reads. */
export const IMPORT_KINDS = ['maps', 'smaps', 'strace', 'lspci', 'sysfs'] as const;

/** One of the kinds. */
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Scenario text, and the lines that could not be read. */
export interface Imported {
  readonly text: string;
  readonly problems: readonly FileProblems[];
}

/** Turns a file of a running system into scenario text. @throws LabError where it is not of its kind. */
export function importFile(kind: ImportKind, file: string, cwd: string): Imported {
  if (kind === 'maps' || kind === 'smaps') {
    const snapshot = loadSnapshot(file, cwd);
    return { text: scenarioFromMaps(snapshot.regions, file), problems: [snapshot] };
  }
  return kind === 'strace' ? fromLog(file, cwd) : fromPci(kind, file, cwd);
}

function fromPci(kind: 'lspci' | 'sysfs', file: string, cwd: string): Imported {
  const text = wholeText(file, cwd);
  const address = /([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])/i.exec(file)?.[1];
  const { devices, problems } = kind === 'lspci' ? readLspci(text) : readSysfsResource(text, address);
  if (devices.every(({ bars }) => bars.length === 0))
    throw new LabError(
      'unreadable-input',
      `'${file}' shows no device with a memory BAR`,
      kind === 'lspci'
        ? "save the output of 'lspci -vv'"
        : "save the output of 'grep . /sys/bus/pci/devices/*/resource', or name one such file",
    );
  return { text: scenarioFromPci(devices, file), problems: [{ file, problems }] };
}

/** A log with the snapshot and the setup beside it, where there are such. */
function fromLog(file: string, cwd: string): Imported {
  const stem = file.replace(/\.(?:strace|log|txt)$/, '');
  const beside = (extension: string) =>
    existsSync(path.resolve(cwd, `${stem}${extension}`)) ? `${stem}${extension}` : undefined;
  const maps = beside('.maps');
  const snapshot = maps === undefined ? undefined : loadSnapshot(maps, cwd);
  const regions = snapshot?.regions ?? [];
  const told = loadSetup(
    { log: file, maps: '', after: undefined, setup: beside('.json'), mounts: undefined },
    cwd,
  );
  const { setup } = settledSetup(told, regions);
  const machine = recordedMachine(setup);
  checkSnapshot(regions, machine, maps ?? '');
  const builder = new WhatIfBuilder(setup, machine, regions);
  const replay = new RecordedReplay(setup, regions, undefined, (call) => builder.add(call));
  const log = readLog(file, cwd, (group) => replay.take(group));
  const text = scenarioFromLog(builder.build(), setup, regions, file, machine.pageBytes);
  return { text, problems: [log, ...(snapshot ? [snapshot] : [])] };
}
