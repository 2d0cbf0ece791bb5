import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkedOutCommit } from '../../src/lab/git-commit.ts';
import { temporaryFolder } from './temporary-folder.ts';

function git(cwd: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...identity, ...args], { cwd, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** A repository with one commit. */
function repository(): string {
  const root = path.join(temporaryFolder(), 'main');
  mkdirSync(root);
  git(root, 'init');
  writeFileSync(path.join(root, 'a'), 'a');
  git(root, 'add', 'a');
  git(root, 'commit', '-m', 'first');
  return root;
}

describe('the checked-out commit is what git says', () => {
  const states: Record<string, (root: string) => string> = {
    'on a branch': (root) => root,
    'in a sub-folder': (root) => {
      mkdirSync(path.join(root, 'b/c'), { recursive: true });
      return path.join(root, 'b/c');
    },
    'with packed references': (root) => {
      git(root, 'branch', 'not-main');
      git(root, 'pack-refs', '--all');
      return root;
    },
    'with a detached head': (root) => {
      git(root, 'checkout', '--detach');
      return root;
    },
    'in a linked worktree': (root) => {
      git(root, 'worktree', 'add', '-b', 'side/branch', '../linked');
      writeFileSync(path.join(root, '../linked/b'), 'b');
      git(path.join(root, '../linked'), 'add', 'b');
      git(path.join(root, '../linked'), 'commit', '-m', 'second');
      return path.join(root, '../linked');
    },
    'in a linked worktree, packed': (root) => {
      git(root, 'worktree', 'add', '-b', 'side', '../packed');
      git(root, 'pack-refs', '--all');
      return path.join(root, '../packed');
    },
    'by a symbolic reference': (root) => {
      git(root, 'symbolic-ref', 'refs/heads/other', 'refs/heads/main');
      git(root, 'symbolic-ref', 'HEAD', 'refs/heads/other');
      return root;
    },
  };
  it.each(Object.keys(states))('%s', (name) => {
    const cwd = states[name]!(repository());
    expect(checkedOutCommit(cwd)).toBe(git(cwd, 'rev-parse', 'HEAD'));
  });
});

it('is none before the first commit, and none outside git', () => {
  const folder = temporaryFolder();
  expect(checkedOutCommit(folder)).toBeNull();
  git(folder, 'init');
  expect(checkedOutCommit(folder)).toBeNull();
});
