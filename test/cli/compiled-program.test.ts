import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';
import { compiledCodeFile, compiledProgram, loadScript } from '../../src/cli/compiled-program.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';

function program(text: string): string {
  const file = path.join(temporaryFolder(), 'program.cjs');
  writeFileSync(file, text);
  return file;
}

const load = (file: string) => compiledProgram(file, createRequire(file));

it('loads a program with its compiled code, with what every CommonJS file is given', () => {
  const file = program('exports.told = [__filename, __dirname, typeof require, typeof module.exports];');
  const { script } = loadScript(file, createRequire(file))!;
  writeFileSync(compiledCodeFile(file), script.createCachedData());
  expect(load(file)?.exports).toEqual({ told: [file, path.dirname(file), 'function', 'object'] });
});

it('leaves it to the caller where there is no compiled code, and where it is of another text', () => {
  const file = program('exports.answer = 42;');
  expect(load(file)).toBeUndefined();
  const other = program('exports.answer = 4242;');
  const { script } = loadScript(other, createRequire(other))!;
  writeFileSync(compiledCodeFile(file), script.createCachedData());
  expect(load(file)).toBeUndefined();
  writeFileSync(compiledCodeFile(file), 'noise');
  expect(load(file)).toBeUndefined();
});
