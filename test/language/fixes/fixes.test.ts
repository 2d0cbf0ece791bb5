import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fix, fixesOf } from '../../../src/language/fixes/fixes.ts';
import { mendText } from '../../../src/language/fixes/mend-text.ts';
import { isMisspelling } from '../../../src/language/fixes/misspelling.ts';
import { mutateText } from '../../../src/language/generate/mutate.ts';
import { ALL_CASES } from '../cases/all.ts';
import { check, marked } from '../harness.ts';
import { EVERYTHING } from '../texts.ts';

/** Codes whose cases are mended without asking. Whoever adds one has thought of what else might be meant. */
const SAFE = [
  ...['PL1003', 'PL1005', 'PL1007', 'PL1009', 'PL1010', 'PL1012', 'PL1016', 'PL1020'],
  ...[
    'PL2001',
    'PL2002',
    'PL2004',
    'PL2005',
    'PL2010',
    'PL2012',
    'PL2013',
    'PL2014',
    'PL2017',
    'PL2032',
    'PL2035',
  ],
  ...['PL3001', 'PL4022'],
];
const DECLARED =
  'language 1\ndevice gpu { driver vfio-pci bar 0 { phys 0 size 4K } bar 2 { phys 0x1000 size 4K } }\n';
const mended = (text: string) => mendText('lab/test.scn', text, (one) => check(one).diagnostics);
const errorsOf = (text: string) => check(text).diagnostics.filter(({ severity }) => severity === 'error');

function fixesIn(text: string): Fix[] {
  return check(text).diagnostics.flatMap(fixesOf);
}

describe('the cases of the catalogue', () => {
  it('are safe to mend where only one thing can be meant, and nowhere else', () => {
    const safe = ALL_CASES.filter(({ code, source, host }) =>
      check(marked(source).text, host).diagnostics.some(
        (each) => each.code === code && fixesOf(each).some(({ confidence }) => confidence === 'safe'),
      ),
    );
    expect(safe.map(({ code }) => code as string).sort()).toEqual([...SAFE].sort());
  });

  it.each(ALL_CASES.filter(({ code }) => SAFE.includes(code)))(
    '$code is gone behind its mend',
    ({ source }) => {
      const { text, mends, left } = mended(marked(source).text);
      expect(mends.length).toBeGreaterThan(0);
      expect(left.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(left).toEqual(check(text).diagnostics);
    },
  );
});

describe('a name is mended', () => {
  it.each([
    ['other digits are another thing', 'bar1', 'bar0', false],
    ['three letters are near to too much', 'nic', 'nvc', false],
    ['swapped letters are a slip', 'gup', 'gpu', true],
    ['a letter too many', 'faultss', 'faults', true],
    ['a dash for an underscore', 'x86-64', 'x86_64', true],
  ])('%s', (_, word, name, expected) => {
    expect(isMisspelling(word, name)).toBe(expected);
  });

  it('by a person where two are as near', () => {
    const fixes = fixesIn(`${DECLARED}scenario "s" { mmap gpu.bar1 }\n`);
    expect(fixes.map(({ title, confidence }) => `${confidence}: ${title}`)).toEqual([
      "suggestion: write 'bar0'",
      "suggestion: write 'bar2'",
    ]);
  });
});

describe('a text is mended', () => {
  it('in rounds: one mend brings the next mistake to light', () => {
    const given = 'scenario "s" { mmpa anon of 8MB a = mmap anon of 2M expect falts(a) = 2 }\n';
    const { text, mends } = mended(given);
    expect(text).toBe(
      'language 1\n\nscenario "s" { mmap anon of 8M a = mmap anon of 2M expect faults(a) == 2 }\n',
    );
    expect(mends.map(({ diagnostic }) => diagnostic.code).sort()).toEqual([
      ...['PL1005', 'PL1007', 'PL1010', 'PL1016', 'PL2012'],
    ]);
    const places = ['scenario', 'mmpa', '8MB', 'falts', '= 2 '].map((word) => given.indexOf(word));
    expect(mends.map(({ start }) => start)).toEqual(places);
  });

  it('not where the mend would make more errors than there were', () => {
    const worse = (text: string) =>
      text.includes('8M ') ? [...errorsOf('mmap'), ...errorsOf('8MB')] : errorsOf(text);
    const text = 'language 1\nscenario "s" { mmap anon of 8MB }\n';
    const { text: after, mends } = mendText('lab/test.scn', text, worse);
    expect(worse(text.replace('8MB', '8M')).length).toBeGreaterThan(errorsOf(text).length);
    expect({ after, mends }).toEqual({ after: text, mends: [] });
  });

  it('never to one with more errors, and once mended it stays as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (seed) => {
        let state = seed;
        const draw = (below: number) => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
          return Math.floor((state / 0x8000_0000) * below);
        };
        const text = mutateText(EVERYTHING, draw);
        const once = mended(text);
        expect(errorsOf(once.text).length).toBeLessThanOrEqual(errorsOf(text).length);
        expect(mended(once.text).text).toBe(once.text);
      }),
      { numRuns: 60 },
    );
  });
});
