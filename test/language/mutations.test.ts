import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGETS } from '../../src/language/budgets.ts';
import { CATALOGUE } from '../../src/language/catalogue.ts';
import { type CheckInput, checkScenarios } from '../../src/language/check.ts';
import { diagnosticObjects } from '../../src/language/render/json.ts';
import { sourceTexts } from '../../src/language/source-texts.ts';
import { checkSettings } from '../../src/metrics/check-settings.ts';
import { BUILT_IN } from '../../src/policies/registry.ts';
import { SHIPPED } from '../scenarios/shipped.ts';
import { marked } from './harness.ts';
import { FORM } from './mutations/form.ts';
import { MACHINES } from './mutations/machines.ts';
import type { Mutation } from './mutations/mutation.ts';
import { NAMES } from './mutations/names.ts';
import { SWEEPS } from './mutations/sweeps.ts';
import { VALUES } from './mutations/values.ts';

const MUTATIONS: readonly Mutation[] = [...FORM, ...NAMES, ...VALUES, ...MACHINES, ...SWEEPS];

/** Codes that no small mutation of a shipped file gives, each with the reason. */
const NOT_COVERED: Readonly<Record<string, string>> = {
  PL1019: 'a file with so many mistakes that reading it ends: more than one mutation',
  PL6006: 'a file without a scenario: every scenario of a shipped file would have to go',
};

/** Files that an include or a snapshot may name: the shipped ones; others cannot be read. */
const SOURCES = new Map<string, string | { readonly error: string }>([
  ...SHIPPED.texts,
  ['scenarios/lib.scn', { error: 'no such file' }],
  ['scenarios/maps/cc1.maps', { error: 'no such file' }],
  ['scenarios/none.lackey', { error: 'no such file' }],
]);

/** A place as a reader counts it: lines and columns from 1. */
function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** The mutated file, ready to be checked, and the place of the mistake. */
function mutated({ file, from, to }: Mutation): { input: CheckInput; start: number; end: number } {
  const path = `scenarios/${file}.scn`;
  const shipped = SHIPPED.texts.get(path)!;
  const at = shipped.indexOf(from);
  if (at < 0) throw new Error(`${path} does not hold: ${from}`);
  const { text, start, end } = marked(to);
  const sources = new Map([...SOURCES].filter(([other]) => other !== path));
  const host = { ...checkSettings(BUILT_IN, DEFAULT_BUDGETS), sources };
  const mutant = shipped.slice(0, at) + text + shipped.slice(at + from.length);
  return { input: { file: path, text: mutant, host }, start: at + start, end: at + end };
}

describe('a shipped file with one mutation gives the code, at its place, with its hint', () => {
  it.each(MUTATIONS.map((one) => [one.code, one.file, one] as const))('%s in %s', (code, _, one) => {
    const { input, start, end } = mutated(one);
    const { diagnostics, needs } = checkScenarios(input);
    const found = diagnosticObjects(diagnostics, sourceTexts(input)).map((each) => ({
      code: each.code,
      hint: each.hint,
      file: each.file,
      start: { offset: each.start.offset, line: each.start.line, column: each.start.column },
      end: { offset: each.end.offset, line: each.end.line, column: each.end.column },
    }));
    expect(needs).toEqual([]);
    expect(found).toContainEqual({
      code,
      hint: one.hint,
      file: input.file,
      start: { offset: start, ...position(input.text, start) },
      end: { offset: end, ...position(input.text, end) },
    });
    const others = diagnostics.filter((each) => each.severity === 'error' && each.code !== code);
    expect([...new Set(others.map((each) => each.code))].sort()).toEqual([...(one.also ?? [])].sort());
  });
});

it('covers every code but those that have a reason not to be', () => {
  const covered = new Set<string>(MUTATIONS.map(({ code }) => code));
  const missing = Object.keys(CATALOGUE).filter((code) => !covered.has(code));
  expect(missing.sort()).toEqual(Object.keys(NOT_COVERED).sort());
  expect(covered.size).toBeGreaterThanOrEqual(30);
});
