import { describe, expect, it } from 'vitest';
import { fixesOf } from '../../../src/language/fixes/fixes.ts';
import { codeLenses } from '../../../src/language/services/code-lenses.ts';
import { folds } from '../../../src/language/services/folding.ts';
import { formattingEdits } from '../../../src/language/services/formatting.ts';
import { inlayHints } from '../../../src/language/services/inlay-hints.ts';
import { renameAt, type TextEdit } from '../../../src/language/services/rename.ts';
import { definitionOf, nameAt, usesOf } from '../../../src/language/services/resolve.ts';
import { semanticTokens } from '../../../src/language/services/semantic-tokens.ts';
import {
  type DocumentSymbol,
  documentSymbols,
  workspaceSymbols,
} from '../../../src/language/services/symbols.ts';
import { check } from '../harness.ts';
import { EVERYTHING } from '../texts.ts';
import { DECLARED, opened } from './marked.ts';

const LIBRARY =
  'language 1\ndevice gpu {\n  driver vfio-pci\n  bar 2 { phys 0x2000_0000_0000  size 2G }\n}\nmachine big { arch x86_64 }\n';
const SOURCES = { 'lab/lib.scn': LIBRARY };
const USER =
  'language 1\ninclude "lib.scn"\nscenario "s" on big {\n  a = mmap gpu.bar2\n  munmap a length 4K\n}\n';

/** Where the name at `<|>` is given: file and text there. */
function definition(source: string): string | undefined {
  const { document, offset } = opened(source, SOURCES);
  const name = nameAt(document, offset);
  const found = name && definitionOf(document, name);
  if (!found) return undefined;
  const text = found.span.file === document.file ? document.text : LIBRARY;
  return `${found.span.file}:${text.slice(0, found.span.start).split('\n').length}:${text.slice(found.span.start, found.span.end)}`;
}

describe('finds where a name is given', () => {
  it.each([
    ['a device, in an included file', USER.replace('mmap gpu', 'mmap <|>gpu'), 'lab/lib.scn:2:gpu'],
    ['a region, in an included file', USER.replace('.bar2', '.b<|>ar2'), 'lab/lib.scn:4:2'],
    ['a machine, in an included file', USER.replace('on big', 'on big<|>'), 'lab/lib.scn:6:big'],
    ['a mapping', USER.replace('munmap a', 'munmap <|>a'), 'lab/test.scn:4:a'],
    [
      'a variable',
      `${DECLARED}scenario "s" {\n  sweep n in 1, 2\n  mmap model length $<|>n * 4K\n}`,
      'lab/test.scn:10:n',
    ],
    [
      'a loop variable over a sweep',
      `${DECLARED}scenario "s" {\n  sweep n in 1, 2\n  repeat 2 as n { mmap model length $<|>n * 4K }\n}`,
      'lab/test.scn:11:n',
    ],
    ['its own place', USER.replace('  a =', '  <|>a ='), 'lab/test.scn:4:a'],
  ])('%s', (_, source, expected) => {
    expect(definition(source)).toBe(expected);
  });

  it('nothing for a name that is nowhere given, nor for one of another scenario', () => {
    expect(definition(`${DECLARED}scenario "s" { mmap <|>nowhere }`)).toBeUndefined();
    expect(
      definition(`${DECLARED}scenario "s" { a = mmap model }\nscenario "t" { munmap <|>a }`),
    ).toBeUndefined();
  });
});

it('finds every use, across includes', () => {
  const { document, offset } = opened(USER.replace('mmap gpu', 'mmap <|>gpu'), SOURCES);
  const places = usesOf(document, nameAt(document, offset)!).map(({ span }) => `${span.file}:${span.start}`);
  expect(places.sort()).toEqual([
    `lab/lib.scn:${LIBRARY.indexOf('gpu')}`,
    `lab/test.scn:${USER.indexOf('gpu')}`,
  ]);
});

/** A text with edits made. */
function edited(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((all, { span, text: piece }) => all.slice(0, span.start) + piece + all.slice(span.end), text);
}

describe('renames', () => {
  const rename = (source: string, to: string) => {
    const { document, offset } = opened(source);
    const result = renameAt(document, offset, to);
    return 'reason' in result ? result.reason : edited(document.text, result.edits).replace(DECLARED, '');
  };

  it('a mapping, in its own scenario only', () => {
    const two = `${DECLARED}scenario "s" { a = mmap model  munmap <|>a }\nscenario "t" { a = mmap model }\n`;
    expect(rename(two, 'b')).toBe(
      'scenario "s" { b = mmap model  munmap b }\nscenario "t" { a = mmap model }\n',
    );
  });

  it('a variable, without and with its $', () => {
    const source = `${DECLARED}scenario "s" { let <|>n = 4K  mmap model length $n + $n }\n`;
    const expected = 'scenario "s" { let m = 4K  mmap model length $m + $m }\n';
    expect(rename(source, 'm')).toBe(expected);
    expect(rename(source, '$m')).toBe(expected);
  });

  it('a scenario, quotes escaped', () => {
    expect(rename(`${DECLARED}scenario "<|>s" { }\n`, 'a "b"')).toBe('scenario "a \\"b\\"" { }\n');
  });

  it.each([
    ['2a', 'no name'],
    ['mmap', 'no name'],
    ['a b', 'no name'],
    ['', 'no name'],
    ['model', 'already'],
  ])('never to %s', (to, reason) => {
    expect(rename(`${DECLARED}scenario "s" { mmap <|>gpu.bar2 }`, to)).toContain(reason);
  });

  it('no BAR, no policy, no metric', () => {
    expect(rename(`${DECLARED}scenario "s" { mmap gpu.<|>bar2 }`, 'x')).toContain('number');
    expect(rename(`${DECLARED}scenario "s" { expect <|>faults == 1 for linux }`, 'x')).toContain('no name');
  });
});

it('outlines a text', () => {
  const lines = (symbols: readonly DocumentSymbol[], depth = 0): string[] =>
    symbols.flatMap(({ name, kind, children }) => [
      `${' '.repeat(depth)}${kind} ${name}`,
      ...lines(children, depth + 1),
    ]);
  const { document } = opened(
    `${DECLARED}scenario "s" {\n  sweep n in 1, 2\n  a = mmap model\n  repeat 2 as i { }\n}`,
  );
  expect(lines(documentSymbols(document))).toEqual([
    'machine spr',
    'device gpu',
    ' region bar0',
    ' region bar2',
    'file model',
    'scenario s',
    ' variable n',
    ' mapping a',
    ' variable i',
  ]);
  expect(workspaceSymbols([document], 'MDL').map(({ name }) => name)).toEqual(['model']);
});

it('folds blocks and comments', () => {
  const { document } = opened(
    '# one\n# two\nlanguage 1\nscenario "s" {\n  repeat 2 {\n    brk +4K\n  }\n}\n# alone\n',
  );
  expect(folds(document)).toEqual([
    { from: 1, to: 2, kind: 'comment' },
    { from: 4, to: 7, kind: 'block' },
    { from: 5, to: 6, kind: 'block' },
  ]);
});

it('shows what is computed beside what is written', () => {
  const { document, scenarios } = opened(
    `${DECLARED}scenario "s" {\n  sweep n in 1, 2\n  a = mmap gpu.bar2\n  b = mmap gpu.bar2 offset 12K + 4K\n  mmap model length 4K * $n\n  mmap model length 8M\n}\n`,
  );
  const hints = inlayHints(scenarios, { file: document.file, start: 0, end: document.text.length });
  const shown = hints.map(
    ({ offset, text }) => `${document.text.slice(0, offset).split('\n').at(-1)} «${text}»`,
  );
  expect(shown).toEqual([
    '  a = mmap gpu.bar2 «length 2G»',
    '  b = mmap gpu.bar2 offset 12K + 4K «= 16K»',
    '  b = mmap gpu.bar2 offset 12K + 4K «length 2097136K»',
  ]);
});

it('offers to run and to explain each scenario', () => {
  const { document } = opened(
    `${DECLARED}scenario "s" { a = mmap gpu.bar2  b = mmap model }\nscenario "t" { }\n`,
  );
  expect(
    codeLenses(document).map(({ title, command, scenario, mapping }) => [title, command, scenario, mapping]),
  ).toEqual([
    ['run', 'run', 's', undefined],
    ['explain a', 'explain', 's', 'a'],
    ['run', 'run', 't', undefined],
  ]);
});

describe('mends', () => {
  it.each([
    ['a misspelt name', 'language 1\nscenario "s" { a = mmap anon of 2M  munmap aa }\n', 'munmap a '],
    ['a missing header', 'scenario "s" { a = mmap anon of 2M }\n', 'language 1\n\nscenario'],
    ['a comparison', 'language 1\nscenario "s" { mmap anon of 2M  expect faults = 1 }\n', 'faults == 1'],
    ['an odd offset', `${DECLARED}scenario "s" { mmap model offset 0x1800 }\n`, 'offset 0x1000'],
    ['a missing brace', 'language 1\nscenario "s" { mmap anon of 2M', 'of 2M\n}'],
  ])('%s', (_, text, expected) => {
    const fixes = check(text).diagnostics.flatMap((diagnostic) => fixesOf(diagnostic));
    expect(fixes.map(({ edits }) => edited(text, edits)).some((mended) => mended.includes(expected))).toBe(
      true,
    );
  });
});

it('formats by one edit', () => {
  const text =
    'language 1\nmachine a { arch x86_64 }\nmachine b {arch   x86_64}\nmachine c { arch x86_64 }\n';
  const edits = formattingEdits('a.scn', text);
  expect(edits).toHaveLength(1);
  expect(edits[0]!.span.end - edits[0]!.span.start).toBeLessThan(20);
  expect(edited(text, edits)).toBe(text.replace('{arch   x86_64}', '{ arch x86_64 }'));
  expect(formattingEdits('a.scn', 'language 1\n')).toEqual([]);
});

it('colours every token once, in order', () => {
  const { document } = opened(EVERYTHING);
  const tokens = semanticTokens(document);
  for (const [index, { span }] of tokens.entries())
    expect(span.start).toBeGreaterThanOrEqual(tokens[index - 1]?.span.end ?? 0);
  const kindOf = (piece: string) =>
    tokens.find(({ span }) => document.text.slice(span.start, span.end) === piece)?.kind;
  expect(kindOf('# A tour.')).toBe('comment');
  expect(kindOf('scenario')).toBe('keyword');
  expect(kindOf('stack_limit')).toBe('property');
  expect(kindOf('wide')).toBe('type');
  expect(kindOf('qemu-9.2')).toBe('function');
  expect(kindOf('64K')).toBe('number');
  expect(kindOf('$size')).toBe('parameter');
  expect(kindOf('"MSI-X table"')).toBe('string');
});
