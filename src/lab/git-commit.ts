import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * The commit that is checked out around a folder, `null` outside git and before the first commit. Read from git's own
 * files, because starting git takes as long as a small run does. Repositories that keep their references in a table
 * (`reftable`) have none that can be read so.
 */
export function checkedOutCommit(folder: string): string | null {
  const gitDir = gitDirOf(path.resolve(folder));
  if (gitDir === undefined) return null;
  const common = read(path.join(gitDir, 'commondir'));
  // A linked worktree has a HEAD of its own and shares all branches.
  return resolved('HEAD', gitDir, common === undefined ? gitDir : path.resolve(gitDir, common), 0);
}

function gitDirOf(folder: string): string | undefined {
  const entry = path.join(folder, '.git');
  const stats = statSync(entry, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return entry;
  const link = stats && /^gitdir: (.*)$/.exec(read(entry) ?? '')?.[1];
  if (link) return path.resolve(folder, link);
  const parent = path.dirname(folder);
  return parent === folder ? undefined : gitDirOf(parent);
}

/** As many references to references as git itself follows. */
const DEEPEST_REFERENCE = 5;

function resolved(name: string, gitDir: string, common: string, depth: number): string | null {
  const text = read(path.join(gitDir, name)) ?? read(path.join(common, name));
  if (text === undefined) return packed(name, common);
  const target = /^ref:\s*(.*)$/.exec(text)?.[1];
  if (target === undefined) return HASH.test(text) ? text : null;
  return depth < DEEPEST_REFERENCE ? resolved(target, gitDir, common, depth + 1) : null;
}

const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

function packed(name: string, common: string): string | null {
  const lines = read(path.join(common, 'packed-refs'))?.split('\n') ?? [];
  const line = lines.find((one) => one.endsWith(` ${name}`));
  return line?.split(' ')[0] ?? null;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch {
    return undefined;
  }
}
