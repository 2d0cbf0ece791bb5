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
import os from 'node:os';
import path from 'node:path';
import { isAlive } from './is-alive.ts';
import { systemCode } from './lab-error.ts';
import { makeFolder } from './make-folder.ts';
import { MANIFEST } from './output-folder.ts';

/** Temporary folders of this machine: `.policy-lab-new-HOST-PID-UUID-NAME`; what is swapped out ends with `.old`. */
const OURS = `.policy-lab-new-${os.hostname().replace(/[^\w.]/g, '_')}-`;
const OLD = '.old';
/** NAME of a folder whose files move one by one. */
const FILES = 'files';

/**
 * Puts right what a run that was killed while it swapped a folder has left: the old folder comes back where the new one
 * had not yet taken its place, and temporary folders of processes that are gone are removed.
 */
export function tidyFolder(dir: string): void {
  const target = path.resolve(dir);
  tidy(path.dirname(target), path.basename(target), target);
  tidy(target, FILES, undefined);
}

/** @param target - what an old folder comes back as. */
function tidy(parent: string, base: string, target: string | undefined): void {
  for (const name of namesIn(parent)) {
    const [pid] = name.startsWith(OURS) ? name.slice(OURS.length).split('-') : [];
    const ofBase = name.endsWith(`-${base}`) || name.endsWith(`-${base}${OLD}`);
    if (pid === undefined || !ofBase || isAlive(Number(pid))) continue;
    const left = path.join(parent, name);
    try {
      if (name.endsWith(OLD) && target !== undefined && !existsSync(target)) renameSync(left, target);
      else rmSync(left, { recursive: true, force: true });
    } catch {
      // Not ours to remove: it is in nobody's way.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort().reverse();
  } catch {
    return [];
  }
}

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
  makeFolder(path.dirname(target));
  tidyFolder(target);
  if (!keep && swapped(target, fill)) return;
  makeFolder(target);
  withTemporary(target, FILES, fill, (fresh) => moveFiles(fresh, target));
}

/** Swaps the folder for a new one; false, with nothing changed, where the system does not let it. */
function swapped(target: string, fill: (fresh: string) => void): boolean {
  try {
    withTemporary(path.dirname(target), path.basename(target), fill, (fresh) => {
      const old = `${fresh}${OLD}`;
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
  name: string,
  fill: (fresh: string) => void,
  use: (fresh: string) => void,
): void {
  const fresh = path.join(parent, `${OURS}${process.pid}-${randomUUID()}-${name}`);
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
