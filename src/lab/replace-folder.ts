import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { systemCode } from './lab-error.ts';
import { MANIFEST } from './output-folder.ts';

/** The folder cannot be swapped as a whole: a mount point, a parent that is read-only, another file system. */
const UNSWAPPABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV', 'EINVAL', 'ENOTEMPTY']);

/**
 * Puts files into a folder, all or none. `fill` writes them to a temporary folder, where they are flushed;
 * then the folder is swapped for the new one. Where that cannot be, or `keep` asks for what else is in the folder to
 * stay, files move one by one: the old manifest goes first and the new one comes last, so that a folder with a
 * manifest is never a mix.
 * @throws errors of the operating system; the folder is then as it was.
 */
export function replaceFolder(dir: string, fill: (fresh: string) => void, keep: boolean): void {
  const target = existsSync(dir) ? realpathSync(dir) : path.resolve(dir);
  mkdirSync(path.dirname(target), { recursive: true });
  if (!keep && swapped(target, fill)) return;
  mkdirSync(target, { recursive: true });
  withTemporary(target, fill, (fresh) => moveFiles(fresh, target));
}

/** Swaps the folder for a new one; false, with nothing changed, where the system does not let it. */
function swapped(target: string, fill: (fresh: string) => void): boolean {
  try {
    withTemporary(path.dirname(target), fill, (fresh) => {
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

function withTemporary(parent: string, fill: (fresh: string) => void, use: (fresh: string) => void): void {
  const fresh = path.join(parent, `.policy-lab-new-${randomUUID()}`);
  mkdirSync(fresh);
  try {
    fill(fresh);
    for (const name of readdirSync(fresh)) flush(path.join(fresh, name));
    flush(fresh);
    use(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function moveFiles(fresh: string, target: string): void {
  const names = readdirSync(fresh).sort();
  rmSync(path.join(target, MANIFEST), { force: true });
  const last = names.filter((name) => name === MANIFEST);
  for (const name of [...names.filter((each) => each !== MANIFEST), ...last]) {
    renameSync(path.join(fresh, name), path.join(target, name));
  }
  flush(target);
}

/** Makes a file, or the names in a folder, durable; systems that cannot open folders do without. */
function flush(place: string): void {
  try {
    const handle = openSync(place, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // Windows has no such thing, and the files themselves are flushed.
  }
}
