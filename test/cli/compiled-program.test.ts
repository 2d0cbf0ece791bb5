import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { compiledCodeFile, compiledProgram, programText } from '../../src/cli/compiled-program.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';

function program(text: string): string {
  const file = path.join(temporaryFolder(), 'program.cjs');
  writeFileSync(file, programText(text));
  return file;
}

const none = () => Promise.reject(new Error('nothing is outside'));

it('loads a program with its compiled code, with what every CommonJS file is given', async () => {
  const file = program(
    'exports.told = [__filename, __dirname, typeof require]; exports.later = () => importOutside("it");',
  );
  writeFileSync(compiledCodeFile(file), compiledProgram(file, none).script.createCachedData());
  const { exports, script } = compiledProgram(file, async (name) => `${name} came`);
  expect(script.cachedDataRejected).toBe(false);
  const { told, later } = exports as { told: unknown; later: () => Promise<string> };
  expect(told).toEqual([file, path.dirname(file), 'function']);
  expect(await later()).toBe('it came');
});

it('does without compiled code where there is none, and where it is of another text', () => {
  const other = compiledProgram(program('exports.answer = 4242;'), none).script.createCachedData();
  const answers = [undefined, other, 'noise'].map((code, at) => {
    // Each with a text of its own: what this process compiled before, it takes without looking at the file.
    const file = program(`exports.answer = 42 + ${at};`);
    if (code !== undefined) writeFileSync(compiledCodeFile(file), code);
    const { exports, script } = compiledProgram(file, none);
    return [exports, script.cachedDataRejected];
  });
  expect(answers).toEqual([
    [{ answer: 42 }, undefined],
    [{ answer: 43 }, true],
    [{ answer: 44 }, true],
  ]);
});
