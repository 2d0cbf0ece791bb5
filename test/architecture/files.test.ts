import { expect, it } from 'vitest';
import { sourceFiles } from './sources.ts';

const LONGEST = 300;
const FORBIDDEN = /(^|[-./])(utils?|helpers?|common|misc|managers?|stuff)([-./]|$)/i;

const files = sourceFiles('src', 'grammar', 'test');

it('no file is longer than 300 lines, unless its first comment says why', () => {
  const long = files.filter(({ path, text }) => text.split('\n').length > LONGEST && !excused(path, text));
  expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length} lines`)).toEqual([]);
});

/** Generated files are as long as they are; others say `Over 300 lines because …`. */
function excused(path: string, text: string): boolean {
  const comment = /\/\*\*[\s\S]*?\*\/|\/\/.*/.exec(text)?.[0] ?? '';
  return (
    path.includes('.generated.') || /over 300 lines because \S/i.test(comment.replace(/\s+\*?\s*/g, ' '))
  );
}

it('no name says nothing', () => {
  expect(files.map(({ path }) => path).filter((path) => FORBIDDEN.test(path))).toEqual([]);
  expect('src/mm/gap-utils.ts').toMatch(FORBIDDEN);
});

it('no file switches the type checker off', () => {
  const found = files.filter(({ text }) =>
    /@ts-(ignore|nocheck)|:\s*any\b|\bas any\b/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/(?! @ts).*/g, '')),
  );
  expect(found.map(({ path }) => path).filter((path) => !path.startsWith('test/architecture'))).toEqual([]);
});
