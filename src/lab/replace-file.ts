import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { LabError, systemReason } from './lab-error.ts';

/**
 * Replaces a file's text in one step: a reader sees the old text or the new one, whole. A link stays a link; the
 * file's mode stays.
 * @throws LabError where the folder or the disk does not allow it; the old text is then still there.
 */
export function replaceFile(place: string, text: string): void {
  const target = realpathSync(place);
  const fresh = `${target}.${process.pid}.new`;
  try {
    writeFileSync(fresh, text, { mode: statSync(target).mode & 0o777 });
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw new LabError(
      'output-unwritable',
      `cannot write '${place}': ${systemReason(error)}`,
      'the file is as it was',
    );
  }
}
