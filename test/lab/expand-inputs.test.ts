import path from 'node:path';
import { expect, it } from 'vitest';
import { expandInputs } from '../../src/lab/expand-inputs.ts';
import { LabError } from '../../src/lab/lab-error.ts';
import { temporaryFolder } from './temporary-folder.ts';

const FILES = {
  'scenarios/b.scn': '',
  'scenarios/a.scn': '',
  'scenarios/notes.txt': '',
  'vfio.scn': '',
  'deep/x/c.scn': '',
};

function expanded(cwd: string, ...args: string[]): Promise<readonly string[]> {
  return expandInputs(args, { cwd, shipped: path.join(cwd, 'deep/x') });
}

async function refusal(cwd: string, ...args: string[]): Promise<LabError> {
  try {
    await expanded(cwd, ...args);
  } catch (error) {
    if (error instanceof LabError) return error;
  }
  throw new Error('was not refused');
}

it('takes files, folders and globs, each file once, sorted, with slashes', async () => {
  const cwd = temporaryFolder(FILES);
  expect(await expanded(cwd, 'vfio.scn', 'scenarios')).toEqual([
    'scenarios/a.scn',
    'scenarios/b.scn',
    'vfio.scn',
  ]);
  expect(await expanded(cwd, 'scenarios/*.scn', './scenarios/a.scn')).toEqual([
    'scenarios/a.scn',
    'scenarios/b.scn',
  ]);
  expect(await expanded(cwd, '**/*.scn')).toHaveLength(4);
  expect(await expanded(cwd, path.join(cwd, 'vfio.scn'))).toEqual(['vfio.scn']);
});

it('takes a file with another ending where it is named', async () => {
  expect(await expanded(temporaryFolder(FILES), 'scenarios/notes.txt')).toEqual(['scenarios/notes.txt']);
});

it('without arguments takes scenarios/ here, else the shipped ones', async () => {
  expect(await expanded(temporaryFolder(FILES))).toEqual(['scenarios/a.scn', 'scenarios/b.scn']);
  expect(await expanded(temporaryFolder({ 'deep/x/c.scn': '' }))).toEqual(['deep/x/c.scn']);
});

it('names the nearest file where there is none', async () => {
  const cwd = temporaryFolder(FILES);
  expect(await refusal(cwd, 'scenarios/aa.scn')).toMatchObject({
    code: 'no-such-input',
    message: "there is no file 'scenarios/aa.scn'",
    hint: "did you mean 'scenarios/a.scn'?",
  });
  expect((await refusal(cwd, 'scenarios/something-else')).hint).toBe('that folder holds a.scn, b.scn');
  expect((await refusal(cwd, 'nowhere/a.scn')).hint).toContain("'nowhere' does not exist");
});

it('refuses a glob without a match and a folder without scenarios', async () => {
  const cwd = temporaryFolder(FILES);
  expect((await refusal(cwd, 'scenarios/*.sc')).message).toContain("'scenarios/*.sc'");
  expect(await refusal(cwd, 'deep')).toMatchObject({ code: 'no-scenarios' });
});
