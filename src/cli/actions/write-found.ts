import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { LabError, systemCode, systemReason } from '../../lab/lab-error.ts';
import type { Io } from '../io.ts';

/** Writes what a hunt has found into its folder, if it has one. @throws LabError */
export function writeFound(files: Readonly<Record<string, string>>, out: string | undefined, io: Io): void {
  if (out === undefined) return;
  for (const [name, text] of Object.entries(files)) {
    try {
      writeFileSync(path.resolve(io.cwd, out, name), text);
    } catch (error) {
      throw new LabError(
        systemCode(error) === 'ENOSPC' ? 'disk-full' : 'output-unwritable',
        `cannot write '${name}' into '${out}': ${systemReason(error)}`,
        'the search itself is kept: make room and go on with --resume',
      );
    }
  }
}
