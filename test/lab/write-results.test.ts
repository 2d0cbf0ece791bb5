import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LabError } from '../../src/lab/lab-error.ts';
import { sha256 } from '../../src/lab/read-text.ts';
import { writeResults } from '../../src/lab/write-results.ts';
import { resultOf } from './result-fixture.ts';
import { temporaryFolder } from './temporary-folder.ts';

const FILES = [
  'coverage.csv',
  'dictionary.md',
  'fragmentation.csv',
  'manifest.json',
  'placements.csv',
  'run.json',
  'statistics.csv',
];

function write(
  cwd: string,
  names: readonly string[],
  more: { dir?: string; force?: boolean; faults?: number } = {},
): void {
  const { dir = 'out', force = false, faults = 1 } = more;
  writeResults({ dir, cwd, force }, resultOf(names, faults));
}

function refusal(action: () => void): LabError {
  try {
    action();
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

const contents = (folder: string) =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));

describe('the folder', () => {
  it('holds all files and nothing else is left beside it', () => {
    const cwd = temporaryFolder();
    write(cwd, ['a'], { dir: 'new/out' });
    expect(readdirSync(path.join(cwd, 'new/out')).sort()).toEqual(FILES);
    expect(readdirSync(path.join(cwd, 'new'))).toEqual(['out']);
  });

  it('can be entered by others, like every new folder', () => {
    const cwd = temporaryFolder();
    mkdirSync(path.join(cwd, 'plain'));
    write(cwd, ['a']);
    expect(statSync(path.join(cwd, 'out')).mode).toBe(statSync(path.join(cwd, 'plain')).mode);
  });

  it('is the same after a second run, but for run.json', () => {
    const cwd = temporaryFolder();
    write(cwd, ['a', 'b'], { dir: 'one' });
    write(cwd, ['a', 'b'], { dir: 'two' });
    expect(contents(path.join(cwd, 'one'))).toEqual(contents(path.join(cwd, 'two')));
  });

  it('may be a link, or the current folder', () => {
    const cwd = temporaryFolder({ 'real/x': '' });
    mkdirSync(path.join(cwd, 'target'));
    symlinkSync(path.join(cwd, 'target'), path.join(cwd, 'out'));
    write(cwd, ['a']);
    expect(readdirSync(path.join(cwd, 'target')).sort()).toEqual(FILES);
    write(path.join(cwd, 'target'), ['a'], { dir: '.', faults: 2 });
    expect(readdirSync(path.join(cwd, 'target')).sort()).toEqual(FILES);
  });
});

describe('the manifest', () => {
  it('hashes inputs and outputs, sorted, and knows no time and no machine', () => {
    const cwd = temporaryFolder();
    write(cwd, ['a']);
    const files = contents(path.join(cwd, 'out'));
    const manifest = JSON.parse(files.get('manifest.json')!);
    expect(manifest.inputs).toEqual([
      { path: 'a.scn', sha256: 'aa' },
      { path: 'b.scn', sha256: 'bb' },
    ]);
    expect(manifest.outputs).toEqual(
      ['coverage.csv', 'dictionary.md', 'fragmentation.csv', 'placements.csv', 'statistics.csv'].map(
        (name) => ({
          path: name,
          sha256: sha256(files.get(name)!),
        }),
      ),
    );
    expect(Object.keys(manifest)).toEqual([
      'format',
      'tool',
      'generator',
      'policies',
      'scenarios',
      'inputs',
      'outputs',
    ]);
  });
});

describe('what is there already', () => {
  it('is replaced where this run has the same scenarios, or more', () => {
    const cwd = temporaryFolder();
    write(cwd, ['a']);
    write(cwd, ['a', 'b'], { faults: 77 });
    expect(contents(path.join(cwd, 'out')).get('coverage.csv')).toContain(',77,');
  });

  it('is refused where results of other scenarios would be lost, unless forced', () => {
    const cwd = temporaryFolder();
    write(cwd, ['a', 'b']);
    const before = contents(path.join(cwd, 'out'));
    expect(refusal(() => write(cwd, ['b', 'c']))).toMatchObject({
      code: 'output-has-other-results',
      message: `'out' holds the results of 1 other scenarios: "a"`,
    });
    expect(contents(path.join(cwd, 'out'))).toEqual(before);
    write(cwd, ['c'], { force: true });
    expect(contents(path.join(cwd, 'out')).get('coverage.csv')).not.toContain('\na,');
  });

  it('is refused where there are foreign files, which stay even when forced', () => {
    const cwd = temporaryFolder({ 'out/thesis.tex': 'years of work', 'out/coverage.csv': 'old' });
    expect(refusal(() => write(cwd, ['a']))).toMatchObject({
      code: 'output-has-foreign-files',
      message: "'out' holds files that are no results: coverage.csv, thesis.tex",
    });
    write(cwd, ['a'], { force: true });
    expect(contents(path.join(cwd, 'out')).get('thesis.tex')).toBe('years of work');
    expect(readdirSync(path.join(cwd, 'out')).sort()).toEqual([...FILES, 'thesis.tex'].sort());
  });

  it('keeps its figures, which are nothing foreign', () => {
    const cwd = temporaryFolder();
    write(cwd, ['a']);
    mkdirSync(path.join(cwd, 'out/figures'));
    writeFileSync(path.join(cwd, 'out/figures/a.svg'), '<svg/>');
    write(cwd, ['a'], { faults: 2 });
    expect(readFileSync(path.join(cwd, 'out/figures/a.svg'), 'utf8')).toBe('<svg/>');
    expect(readdirSync(path.join(cwd, 'out')).sort()).toEqual([...FILES, 'figures'].sort());
  });

  it('is refused where it is a file, or lies below one', () => {
    const cwd = temporaryFolder({ out: '' });
    expect(refusal(() => write(cwd, ['a'])).code).toBe('output-not-a-folder');
    expect(refusal(() => write(cwd, ['a'], { dir: 'out/deeper' })).code).toBe('output-unwritable');
  });

  it('does not count as results where the manifest cannot be read', () => {
    const cwd = temporaryFolder({ 'out/manifest.json': '{"scenarios": 7}' });
    expect(refusal(() => write(cwd, ['a'])).code).toBe('output-has-foreign-files');
  });

  it('keeps nothing of an older run that this one does not write', () => {
    const cwd = temporaryFolder();
    write(cwd, ['a']);
    const manifest = path.join(cwd, 'out/manifest.json');
    const old = JSON.parse(readFileSync(manifest, 'utf8'));
    writeFileSync(
      manifest,
      JSON.stringify({ ...old, outputs: [...old.outputs, { path: 'figure.svg', sha256: '' }] }),
    );
    writeFileSync(path.join(cwd, 'out/figure.svg'), 'old');
    write(cwd, ['a']);
    expect(existsSync(path.join(cwd, 'out/figure.svg'))).toBe(false);
  });
});
