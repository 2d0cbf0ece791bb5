import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { LabError } from './lab-error.ts';

/** Programs of other packages that the lab runs, with the Debian package of each. */
const PACKAGES: Readonly<Record<string, string>> = {
  cc: 'gcc',
  setarch: 'util-linux',
  strace: 'strace',
  'rsvg-convert': 'librsvg2-bin',
};

/** Where a program is, as a shell would find it; undefined where it is not installed. */
export function findTool(name: string, search = process.env.PATH ?? ''): string | undefined {
  if (name.includes('/')) return isProgram(name) ? name : undefined;
  return search
    .split(path.delimiter)
    .map((folder) => path.join(folder === '' ? '.' : folder, name))
    .find(isProgram);
}

/** The same for a program that is needed. @throws LabError that names the package which has it. */
export function needTool(name: string, why: string): string {
  const place = findTool(name);
  if (place !== undefined) return place;
  const pack = PACKAGES[name] ?? name;
  throw new LabError(
    'missing-tool',
    `'${name}' is not installed, and ${why}`,
    `install the package ${pack}: apt install ${pack}, dnf install ${pack}`,
  );
}

function isProgram(place: string): boolean {
  try {
    accessSync(place, constants.X_OK);
    return statSync(place).isFile();
  } catch {
    return false;
  }
}
