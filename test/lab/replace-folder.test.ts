import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { replaceFolder } from '../../src/lab/replace-folder.ts';
import { writeResults } from '../../src/lab/write-results.ts';
import { resultOf } from './result-fixture.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** When the disk fails: at this step, and whether nothing works afterwards either (power is gone). */
const disk = vi.hoisted(() => ({
  steps: 0,
  failsAt: Number.POSITIVE_INFINITY,
  dead: false,
  code: 'ENOSPC',
  only: '',
}));

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const failing =
    <A extends unknown[], R>(name: string, action: (...args: A) => R) =>
    (...args: A): R => {
      const failed = (disk.only === '' || disk.only === name) && disk.steps++ === disk.failsAt;
      if (failed || (disk.dead && disk.steps > disk.failsAt))
        throw Object.assign(new Error(disk.code), { code: disk.code });
      return action(...args);
    };
  return {
    ...fs,
    mkdirSync: failing('mkdir', fs.mkdirSync),
    renameSync: failing('rename', fs.renameSync),
    rmSync: failing('rm', fs.rmSync),
    writeFileSync: failing('write', fs.writeFileSync),
    fsyncSync: failing('fsync', fs.fsyncSync),
  };
});

beforeEach(() => {
  disk.failsAt = Number.POSITIVE_INFINITY;
});

const OLD = { 'a.csv': 'old a', 'b.csv': 'old b', 'manifest.json': 'old' };
const NEW = { 'a.csv': 'new a', 'b.csv': 'new b', 'manifest.json': 'new' };

function fill(folder: string): void {
  for (const [name, text] of Object.entries(NEW)) writeFileSync(path.join(folder, name), text);
}

function state(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.csv') || name === 'manifest.json')
    .map((name) => `${name}=${readFileSync(path.join(folder, name), 'utf8')}`);
  return text.sort().join(' ');
}

const WHOLE_OLD = 'a.csv=old a b.csv=old b manifest.json=old';
const WHOLE_NEW = 'a.csv=new a b.csv=new b manifest.json=new';

/** The states that a folder is in when the disk fails at each step in turn, until a run needs no more steps. */
function statesOfFailures(
  keep: boolean,
  more: { dead: boolean; code: string; only?: string },
): (string | undefined)[] {
  const states: (string | undefined)[] = [];
  for (let step = 0; ; step++) {
    const cwd = temporaryFolder(
      Object.fromEntries(Object.entries(OLD).map(([name, text]) => [`out/${name}`, text])),
    );
    Object.assign(disk, { only: '', ...more, steps: 0, failsAt: step });
    let done = false;
    try {
      replaceFolder(path.join(cwd, 'out'), fill, keep);
      done = disk.steps <= step;
    } catch {
      // The state on disk is what counts.
    }
    disk.failsAt = Number.POSITIVE_INFINITY;
    states.push(state(path.join(cwd, 'out')));
    if (done) return states;
  }
}

describe('when an operation fails', () => {
  it('the folder is whole: as it was, or new', () => {
    const states = statesOfFailures(false, { dead: false, code: 'ENOSPC' });
    expect(states.length).toBeGreaterThan(8);
    expect(states.filter((each) => each !== WHOLE_OLD && each !== WHOLE_NEW)).toEqual([]);
    expect(states[0]).toBe(WHOLE_OLD);
    expect(states.at(-1)).toBe(WHOLE_NEW);
  });

  it('files move one by one where the system does not swap folders', () => {
    const cwd = temporaryFolder({ 'out/a.csv': 'old a' });
    Object.assign(disk, { only: 'rename', dead: false, code: 'EBUSY', steps: 0, failsAt: 0 });
    replaceFolder(path.join(cwd, 'out'), fill, false);
    expect(state(path.join(cwd, 'out'))).toBe(WHOLE_NEW);
    expect(readdirSync(cwd)).toEqual(['out']);
  });
});

describe('when the power goes', () => {
  it('a swapped folder is as it was, new, or away with the old one beside it; never a mix', () => {
    const states = statesOfFailures(false, { dead: true, code: 'EIO' });
    expect(new Set(states)).toEqual(new Set([WHOLE_OLD, undefined, WHOLE_NEW]));
  });

  it('a folder whose other files stay never has a manifest that belongs to other files', () => {
    const states = statesOfFailures(true, { dead: true, code: 'EIO' });
    const withManifest = states.filter((each) => each?.includes('manifest.json'));
    expect(new Set(withManifest)).toEqual(new Set([WHOLE_OLD, WHOLE_NEW]));
  });
});

it('a full disk is said in words, and leaves everything as it was', () => {
  const cwd = temporaryFolder();
  writeResults({ dir: 'out', cwd, force: false }, resultOf(['a']));
  const before = readFileSync(path.join(cwd, 'out/coverage.csv'), 'utf8');
  Object.assign(disk, { only: 'write', dead: false, code: 'ENOSPC', steps: 0, failsAt: 1 });
  const again = () => writeResults({ dir: 'out', cwd, force: false }, resultOf(['a'], 2));
  expect(again).toThrow("cannot write results to 'out': no space is left on the device");
  expect(readFileSync(path.join(cwd, 'out/coverage.csv'), 'utf8')).toBe(before);
  expect(readdirSync(cwd)).toEqual(['out']);
});
