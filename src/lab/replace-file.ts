import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { LabError, systemReason } from './lab-error.ts';

/**
 * Replaces a file's text in one step: a reader sees the old text or the new one, whole. A link stays a link; the
 * file's mode stays; a device or a pipe is written to, never replaced.
 * @throws LabError where the folder or the disk does not allow it; the old text is then still there.
 */
export function replaceFile(place: string, text: string): void {
  let fresh: string | undefined;
  try {
    const target = realpathSync(place);
    const stats = statSync(target);
    if (!stats.isFile()) {
      writeFileSync(target, text);
      return;
    }
    fresh = `${target}.${process.pid}.new`;
    writeFileSync(fresh, text, { mode: stats.mode & 0o777 });
    renameSync(fresh, target);
  } catch (error) {
    if (fresh !== undefined) rmSync(fresh, { force: true });
    throw new LabError(
      'output-unwritable',
      `cannot write '${place}': ${systemReason(error)}`,
      'the file is as it was',
    );
  }
}
