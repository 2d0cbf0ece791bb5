import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, type VariableBounds } from '../../src/language/check/bounds.ts';
import type { Expression } from '../../src/language/checked-scenario.ts';
import { evaluate } from '../../src/language/evaluate.ts';
import { runCli } from '../cli/run-cli.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';

const letters = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => String.fromCharCode(97 + from + at));

const ranges = (count: number, most: number) =>
  Array.from({ length: count }, (_, at) => `${at * most + 1}..${(at + 1) * most}`).join(', ');

/** Texts of a few lines that ask for more than any machine has, and the code that refuses each. */
const HUGE: readonly (readonly [what: string, code: string, body: string])[] = [
  ['repeat', 'PL5002', 'repeat 1_000_000_000 { mmap anon of 4K }'],
  ['nested repeat', 'PL5002', `${'repeat 1000 { '.repeat(8)}mmap anon of 4K${' }'.repeat(8)}`],
  ['an empty loop', 'PL5002', 'repeat 1_000_000_000 { }\n mmap anon of 4K'],
  ['empty arms', 'PL5002', 'repeat 1_000_000_000 { choose { 50%: { } 50%: { } } }\n mmap anon of 4K'],
  [
    'an inner loop that gets shorter',
    'PL5002',
    'repeat 1000 as i { repeat (999 - $i) * 100_000 + 1 { mmap anon of 4K } }',
  ],
  [
    'an inner loop that is longest in the middle',
    'PL5002',
    'repeat 1000 as i { repeat $i * (999 - $i) * 100 + 1 { mmap anon of 4K } }',
  ],
  [
    'loops inside loops with variables of their own',
    'PL5002',
    `${letters(0, 26)
      .map((name) => `repeat 2 as ${name} {`)
      .join(' ')} mmap anon of ($a + 1) * 4K ${'}'.repeat(26)}`,
  ],
  [
    'areas in a loop',
    'PL5002',
    `device g { driver vfio-pci bar 0 { phys 0x0 size 16M ${Array.from({ length: 100 }, (_, at) => `hole ${at * 8}K +4K`).join(' ')} } }
  repeat 1_000_000 { mmap areas of g.bar0 }`,
  ],
  [
    'scatter',
    'PL5010',
    'occupancy { scatter 1_000_000_000 anon of 4K between 0x1000_0000 and 0x7fff_0000_0000 }',
  ],
  [
    'fill',
    'PL5010',
    'occupancy { fill 90% anon of uniform(4K, 8K) between 0x1000_0000 and 0x7fff_0000_0000 }',
  ],
  ['uniform', 'PL5011', 'a = mmap anon of 1G\n  touch a uniform 1_000_000_000_000'],
  ['uniform, many times', 'PL5011', 'a = mmap anon of 1G\n  touch a uniform 1000 times 1_000_000_000'],
  ['zipf', 'PL5011', 'a = mmap anon of 1G\n  touch a zipf 1_000_000_000_000'],
  ['chase', 'PL5011', 'a = mmap anon of 1G\n  touch a chase 1_000_000_000_000'],
  ['phases', 'PL5011', 'a = mmap anon of 1G\n  touch a phases 1M of 1_000_000 times 1_000_000'],
  ['a large ring', 'PL5011', 'a = mmap anon of 1T\n  touch a ring 512G'],
  ['a ring, many times', 'PL5011', 'a = mmap anon of 1G\n  touch a ring 64K times 1_000_000_000'],
  ['sequential, many times', 'PL5011', 'a = mmap anon of 1G\n  touch a sequential times 1_000_000_000'],
  ['sequential over all', 'PL5011', 'a = mmap anon of 50T\n  b = mremap a to 100T\n  touch b'],
  ['many touches', 'PL5011', `a = mmap anon of 1G\n  ${'touch a uniform 1_000_000_000\n  '.repeat(6)}`],
  ['touches in a loop', 'PL5011', 'a = mmap anon of 1G\n  repeat 1000 { touch a uniform 10_000_000 }'],
  ['seeds', 'PL5009', 'seeds 1..1_000_000_000\n  repeat 2 { mmap anon of uniform(4K, 8M) }'],
  ['lists of seeds', 'PL5009', `seeds ${ranges(300, 100_000)}\n  mmap anon of uniform(4K, 8M)`],
  ['a sweep', 'PL5001', 'sweep pages in 1..50_000\n  mmap anon of $pages * 4K'],
  [
    'crossed sweeps',
    'PL5001',
    `${letters(0, 10)
      .map((name) => `sweep ${name} in 1..10`)
      .join('\n  ')}\n  mmap anon of $a * 4K`,
  ],
  [
    'crossed sweeps, the last of them empty',
    'PL5009',
    `${letters(0, 20)
      .map((name) => `sweep ${name} in 1..100_000`)
      .join('\n  ')}\n  mmap anon of $a * 4K`,
  ],
  [
    'scenarios with sweeps',
    'PL5001',
    `mmap anon of 4K }\n${Array.from({ length: 40 }, (_, at) => `scenario "${at}" { sweep a in 1..10_000 mmap anon of $a * 4K }`).join('\n')}\nscenario "last" { mmap anon of 4K`,
  ],
];

describe('a text that asks for more than its budget is refused with its place, at once', () => {
  it.each(HUGE)('%s: %s', { timeout: 60_000 }, async (_, code, body) => {
    const cwd = temporaryFolder({ 'a.scn': `language 1\nscenario "s" {\n  ${body}\n}\n` });
    const began = process.cpuUsage();
    const outcome = await runCli(cwd, ['run', 'a.scn', '--workers', '0', '--policy', 'linux']);
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(20);
    expect(outcome.code, outcome.out + outcome.err).toBe(1);
    expect(outcome.err).toMatch(new RegExp(`error\\[${code}\\].*\\n +--> a\\.scn:\\d+:\\d+`));
    expect(outcome.err).not.toMatch(/defect|\n\s+at /);
  });
});

describe('what is large and meant runs', () => {
  it.each([
    ['1 TiB sequentially', 'a = mmap anon of 1T\n  touch a', []],
    ['a loop of 1,000,000', 'repeat 1_000_000 { munmap any }\n  mmap anon of 4K', []],
    [
      'more touches than the budget, where that is said',
      'a = mmap anon of 64M\n  touch a sequential times 1_000_000_000',
      ['--max-touches', '100000000000000'],
    ],
  ])('%s', { timeout: 60_000 }, async (_, body, options) => {
    const cwd = temporaryFolder({ 'a.scn': `language 1\nscenario "s" {\n  ${body}\n}\n` });
    const outcome = await runCli(cwd, ['run', 'a.scn', '--workers', '0', '--policy', 'linux', ...options]);
    expect(outcome.code, outcome.err).toBe(0);
  });
});

const span = { file: 'f', start: 0, end: 0 };
const NAMES = ['x', 'y'] as const;

const expression = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.integer({ min: -9, max: 9 }).map((value): Expression => ({ kind: 'number', value, span })),
    fc.constantFrom(...NAMES).map((name): Expression => ({ kind: 'variable', name, span })),
    fc
      .tuple(fc.constantFrom('+', '-', '*', '/', '%'), tie('any'), tie('any'))
      .map(([operator, left, right]): Expression => ({ kind: 'binary', operator, left, right, span })),
  ),
})).any;

describe('bounds of an expression', () => {
  it('hold every value that it comes to', () => {
    const range = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.nat(6));
    fc.assert(
      fc.property(expression, range, range, (one, [x, toX], [y, toY]) => {
        const variables: VariableBounds = new Map([
          ['x', [x, x + toX]],
          ['y', [y, y + toY]],
        ]);
        const [least, most] = boundsOf(one, variables)!;
        for (let a = x; a <= x + toX; a++)
          for (let b = y; b <= y + toY; b++) {
            const value = evaluate(one, { x: a, y: b });
            if (value === undefined) continue;
            expect(value).toBeGreaterThanOrEqual(least);
            expect(value).toBeLessThanOrEqual(most);
          }
      }),
      { numRuns: 3000 },
    );
  });
});
