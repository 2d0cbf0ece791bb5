import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkScenarios } from '../../src/language/check.ts';
import type { Span } from '../../src/language/checked-scenario.ts';
import { PIECES } from '../../src/language/generate/mutate.ts';
import { diagnosticObjects } from '../../src/language/render/json.ts';
import { renderDiagnostics } from '../../src/language/render/text.ts';
import { sourceTexts } from '../../src/language/source-texts.ts';
import { input } from './harness.ts';
import { EVERYTHING, EXAMPLE } from './texts.ts';

const SEED = Number(process.env.POLICY_LAB_TEST_SEED ?? Date.now() % 2 ** 31);

const edit = fc.record({
  at: fc.nat(),
  remove: fc.oneof(fc.constant(0), fc.nat({ max: 3 }), fc.nat({ max: 60 })),
  insert: fc.oneof(fc.constant(''), fc.constantFrom(...PIECES), fc.string({ maxLength: 4, unit: 'binary' })),
});

function mutate(text: string, edits: readonly { at: number; remove: number; insert: string }[]): string {
  return edits.reduce((result, { at, remove, insert }) => {
    const place = at % (result.length + 1);
    return result.slice(0, place) + insert + result.slice(place + remove);
  }, text);
}

function validSpan(span: Span, lengths: ReadonlyMap<string, number>): boolean {
  const length = lengths.get(span.file);
  return length !== undefined && 0 <= span.start && span.start <= span.end && span.end <= length;
}

it(`survives any edit of a valid text with valid spans (seed ${SEED})`, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(EXAMPLE, EVERYTHING),
      fc.array(edit, { minLength: 1, maxLength: 6 }),
      (base, edits) => {
        const checked = input(mutate(base, edits));
        const { diagnostics, scenarios } = checkScenarios(checked);
        const texts = sourceTexts(checked);
        const lengths = new Map([...texts].map(([file, text]) => [file, text.length]));
        for (const { span, related, message, hint } of diagnostics) {
          expect(validSpan(span, lengths)).toBe(true);
          for (const other of related) expect(validSpan(other.span, lengths)).toBe(true);
          expect(`${message} ${hint}`).not.toMatch(/undefined|NaN|\[object/);
        }
        expect(renderDiagnostics(diagnostics, texts)).not.toMatch(/:NaN|NaN:/);
        for (const { start, end } of diagnosticObjects(diagnostics, texts))
          expect(Math.min(start.line, start.column, end.line, end.column)).toBeGreaterThan(0);
        structuredClone(scenarios);
      },
    ),
    { seed: SEED, numRuns: 1500 },
  );
});

it.each([
  ['parentheses', `mmap anon of ${'('.repeat(20_000)}`],
  ['signs', `mmap anon of ${'- '.repeat(20_000)}4K`],
  ['loops', 'repeat 2 { '.repeat(5000)],
  ['a sum', `mmap anon of 4K${' + 4K'.repeat(20_000)}`],
  ['an address', `mmap anon of 4K at a${' + 4K'.repeat(20_000)}`],
  ['mistakes', 'mmap anon of 4K 8K '.repeat(20_000)],
  ['a list', `sweep n in 1${', 2'.repeat(20_000)}`],
])('takes %s without end', (_, body) => {
  const { diagnostics } = checkScenarios(input(`language 1\nscenario "s" { a = mmap anon of 4K ${body}`));
  expect(diagnostics.length).toBeGreaterThan(0);
});

it('takes garbage in reasonable time', () => {
  const garbage = Array.from({ length: 5000 }, (_, index) => `mmap } 8K ${index} foo( bar2 - `).join('\n');
  const { diagnostics } = checkScenarios(input(`language 1\nscenario "s" {\n${garbage}`));
  expect(diagnostics.length).toBeGreaterThan(0);
}, 20_000);

it.each(['occupancy { 0.5 * 3..0x1_0000 anon }', 'mmap anon of 4K at 0.5 * 3 fixed', 'munmap 1.5 length 4K'])(
  'tells a fraction that is no address: %s',
  (body) => {
    const { diagnostics } = checkScenarios(input(`language 1\nscenario "s" { mmap anon of 4K  ${body} }`));
    expect(diagnostics.length).toBeGreaterThan(0);
  },
);
