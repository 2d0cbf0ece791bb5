import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePieces } from '../../grammar/parse-pieces.ts';
import { cutPieces } from '../../grammar/pieces.ts';
import { inOrder } from '../../src/language/order.ts';
import { type ParsedFile, parseAtOnce, parseText } from '../../src/language/parse-text.ts';
import { SHIPPED } from '../scenarios/shipped.ts';

const FILE = 'lab/test.scn';
const scenarioTexts = [...SHIPPED.texts].filter(([path]) => path.endsWith('.scn')).map(([, text]) => text);

/** The AST, and the diagnostics in the order in which the checker gives them. */
function comparable({ ast, diagnostics }: ParsedFile) {
  return { ast, diagnostics: inOrder(diagnostics, FILE) };
}

/** Both ways must agree, whatever the text. */
function expectAgreement(text: string, length: number): void {
  expect(comparable(parseText(FILE, text, length))).toStrictEqual(comparable(parseAtOnce(FILE, text)));
}

/** How much of a text goes the quick way. */
const soundLength = (text: string, length: number) => parsePieces(text, () => {}, length);

const lengths = fc.constantFrom(1, 30, 200, 2000);

const STATEMENTS = [
  'mmap anon of uniform(4K, 1M)',
  'a = mmap gpu.bar2\n    offset 4K length 8K',
  'b-1 = mmap model length 2M at 0x7000_0000_0000 + 4K',
  'munmap any',
  'munmap a offset 4K length 4K # half',
  'c = mremap a to 2M in\nplace',
  'mprotect a\n  prot rw',
  'brk +64K',
  'revoke gpu',
  'touch a stride 64 times 2',
  'repeat 3 as i stream s {\n mmap anon of $i * 4K\n munmap any\n }',
  'choose {\n 55%: mmap anon of 4K\n 45%: { munmap any }\n }',
  'sweep size in 4K,\n  2M',
  'sweep (x, y) in (1, 2), (3, 4)',
  'let\nthree = 3',
  'seeds 1..30',
  'headline faults',
  'occupancy {\n 0x1000 +4K anon "a } in a text"\n scatter 3 anon of 4K between 0 and 1M\n }',
  'device own { driver vfio-pci bar 0 { phys 0 size 4K } }',
  'expect faults(a) == 2 for linux, wilcox-length(cont=off,\n test=block)',
  'mmap anon of mean(4K, 8K)',
  'mmap anon of 99999999999P',
  'mmap anon of (((1 + 2) * 3) - -4) % 5',
];
const DECLARATIONS = [
  'language 1',
  'include "other.scn"',
  'machine small extends spr { arch x86_64 thp never }',
  'device gpu { driver vfio-pci\n bar 2 { phys 0x2000_0000_0000 size 2G } }',
  'file model { fs ext4 size 40G }',
];
const comment = fc.constantFrom('', ' # a { comment', '\n# one "line\n# and another\n', '\r\n');
const statements = fc
  .array(fc.tuple(fc.constantFrom(...STATEMENTS), comment), { maxLength: 30 })
  .map((all) => all.map(([statement, behind]) => `  ${statement}${behind}\n`).join(''));
const scenario = fc
  .tuple(fc.nat(5), fc.boolean(), statements, comment)
  .map(([name, on, body, above]) => `${above}\nscenario "s${name}"${on ? ' on spr' : ''} {\n${body}}`);
const declaration = fc.oneof({ weight: 2, arbitrary: scenario }, fc.constantFrom(...DECLARATIONS));
const soundTexts = fc
  .array(fc.tuple(declaration, comment), { maxLength: 8 })
  .map((all) => ['language 1\n', ...all.map(([one, behind]) => `${one}${behind}\n`)].join(''));

const FRAGMENTS = [
  '{',
  '}',
  '"',
  '#',
  '\n',
  '\r',
  '(',
  ')',
  '=',
  ' m = mmap',
  '$',
  '@',
  '8MB',
  '\n mmap anon',
  ' - ',
];
const FRAGMENTS_AND_TEXTS = [...FRAGMENTS, ...STATEMENTS, ...DECLARATIONS, 'scenario "x" {', '-'.repeat(60)];

/** Deletes a stretch, and inserts something there. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
  insert: fc.oneof(fc.constant(''), fc.constantFrom(...FRAGMENTS_AND_TEXTS)),
});

function edited(text: string, edits: readonly { at: number; length: number; insert: string }[]): string {
  return edits.reduce((now, { at, length, insert }) => {
    const from = Math.floor(at * now.length);
    return now.slice(0, from) + insert + now.slice(from + length);
  }, text);
}

describe('a text in pieces gives what the whole gives', () => {
  it.each([1, 100, 1000, 1e9])('for every shipped file, pieces of %d characters', (length) => {
    for (const text of scenarioTexts) {
      expectAgreement(text, length);
      expect(soundLength(text, length)).toBe(text.length);
    }
  });

  it('for generated sound texts', () => {
    fc.assert(
      fc.property(soundTexts, lengths, (text, length) => {
        expectAgreement(text, length);
        expect(soundLength(text, length)).toBe(text.length);
      }),
      { numRuns: 400 },
    );
  });

  it('for damaged texts', () => {
    const texts = fc.oneof(fc.constantFrom(...scenarioTexts), soundTexts);
    fc.assert(
      fc.property(texts, fc.array(edit, { minLength: 1, maxLength: 3 }), lengths, (text, edits, length) => {
        expectAgreement(edited(text, edits), length);
      }),
      { numRuns: 400 },
    );
  });

  it('and a long scenario is one of them', () => {
    const body = 'a = mmap anon of 4K\n  munmap a\n'.repeat(1000);
    const text = `language 1\n# above\nscenario "long" {\n  ${body}}\nscenario "next" { mmap anon of 4K }\n`;
    expect(cutPieces(text)!.length).toBeGreaterThan(10);
    expectAgreement(text, 2048);
    expect(soundLength(text, 2048)).toBe(text.length);
  });

  it('but not where a cut looked right and was not', () => {
    const text = 'scenario "s" {\n expect faults == 2 for wilcox-length(cont=off,\n m=mmap)\n}\n';
    expect(soundLength(text, 1)).toBe(0);
    expectAgreement(text, 1);
    expect(soundLength(text, 1000)).toBe(text.length);
  });

  it('but not where a piece ends inside anything but a scenario', () => {
    const text = `language 1\ndevice gpu {\n${'x = mmap anon of 4K\n'.repeat(3)}}\n`;
    expect(soundLength(text, 1)).toBe(0);
    expectAgreement(text, 1);
  });
});

describe('pieces', () => {
  it.each(['a { "}', 'a { # }\n', 'a } {', '"open', 'a { { }'])('are missing at the end of %j', (text) => {
    expect(cutPieces(text)).toEqual([]);
    const sound = { start: 0, end: 4, continues: false, opens: false };
    expect(cutPieces(`b {}${text}`, 1)[0]).toEqual(sound);
    expect(cutPieces(`b {}${text}`, 1).at(-1)!.end).toBeLessThan(4 + text.length);
  });

  it('cover the text', () => {
    fc.assert(
      fc.property(soundTexts, lengths, (text, length) => {
        const pieces = cutPieces(text, length);
        expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        expect(pieces.every(({ opens }, index) => opens === (pieces[index + 1]?.continues ?? false))).toBe(
          true,
        );
      }),
    );
  });
});
