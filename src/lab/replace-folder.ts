import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { systemCode } from './lab-error.ts';
import { MANIFEST } from './output-folder.ts';

/** The folder cannot be swapped as a whole: a mount point, a parent that is read-only, another file system. */
const UNSWAPPABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV', 'EINVAL', 'ENOTEMPTY']);

/**
 * Writes files (name → text) into a folder, all or none. They are written to a temporary folder and flushed first;
 * then the folder is swapped for the new one. Where that cannot be, or `keep` asks for what else is in the folder to
 * stay, files move one by one: the old manifest goes first and the new one comes last, so that a folder with a
 * manifest is never a mix.
 * @throws errors of the operating system; the folder is then as it was.
 */
export function replaceFolder(dir: string, files: ReadonlyMap<string, string>, keep: boolean): void {
  const target = existsSync(dir) ? realpathSync(dir) : path.resolve(dir);
  mkdirSync(path.dirname(target), { recursive: true });
  if (!keep && swapped(target, files)) return;
  mkdirSync(target, { recursive: true });
  withTemporary(target, files, (fresh) => moveFiles(fresh, target, [...files.keys()]));
}

/** Swaps the folder for a new one; false, with nothing changed, where the system does not let it. */
function swapped(target: string, files: ReadonlyMap<string, string>): boolean {
  try {
    withTemporary(path.dirname(target), files, (fresh) => {
      const old = `${fresh}.old`;
      if (existsSync(target)) renameSync(target, old);
      try {
        renameSync(fresh, target);
      } catch (error) {
        if (existsSync(old)) renameSync(old, target);
        throw error;
      }
      flush(path.dirname(target));
      rmSync(old, { recursive: true, force: true });
    });
    return true;
  } catch (error) {
    if (UNSWAPPABLE.has(systemCode(error)) && existsSync(target)) return false;
    throw error;
  }
}

function withTemporary(
  parent: string,
  files: ReadonlyMap<string, string>,
  use: (fresh: string) => void,
): void {
  const fresh = path.join(parent, `.policy-lab-new-${randomUUID()}`);
  mkdirSync(fresh);
  try {
    for (const [name, text] of files) writeFlushed(path.join(fresh, name), text);
    flush(fresh);
    use(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function moveFiles(fresh: string, target: string, names: readonly string[]): void {
  rmSync(path.join(target, MANIFEST), { force: true });
  const last = names.filter((name) => name === MANIFEST);
  for (const name of [...names.filter((each) => each !== MANIFEST), ...last]) {
    renameSync(path.join(fresh, name), path.join(target, name));
  }
  flush(target);
}

function writeFlushed(place: string, text: string): void {
  const file = openSync(place, 'wx');
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes names of a folder durable; systems that cannot open folders do without. */
function flush(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // Windows has no such thing, and the files themselves are flushed.
  }
}
