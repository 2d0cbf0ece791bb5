import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/language/catalogue.ts';
import type { Case } from './cases/case.ts';
import { MACHINE_CASES } from './cases/machines.ts';
import { NAME_CASES } from './cases/names.ts';
import { FILE_CASES, SWEEP_CASES } from './cases/sweeps.ts';
import { SYNTAX_CASES } from './cases/syntax.ts';
import { VALUE_CASES } from './cases/values.ts';
import { check, marked } from './harness.ts';

const CASES: readonly Case[] = [
  ...SYNTAX_CASES,
  ...NAME_CASES,
  ...VALUE_CASES,
  ...MACHINE_CASES,
  ...SWEEP_CASES,
  ...FILE_CASES,
];

describe('each mistake gives its code, at its place, with its hint', () => {
  it.each(CASES.map((one) => [one.code, one] as const))('%s', (code, { source, hint, host }) => {
    const { text, start, end } = marked(source);
    const { diagnostics } = check(text, host);
    const found = diagnostics.map(({ code, span, hint }) => ({
      code,
      place: text.slice(span.start, span.end),
      start: span.start,
      hint,
    }));
    expect(found).toContainEqual({ code, place: text.slice(start, end), start, hint });
  });
});

it('has a case for every code', () => {
  const covered = new Set(CASES.map(({ code }) => code));
  expect(Object.keys(CATALOGUE).filter((code) => !covered.has(code as Case['code']))).toEqual([]);
});

it('gives no other errors than the one that a case is about', () => {
  const noisy = CASES.flatMap(({ code, source, host }) => {
    const { diagnostics } = check(marked(source).text, host);
    const others = diagnostics.filter((one) => one.severity === 'error' && one.code !== code);
    return others.map((other) => `${code}: ${other.code} ${other.message}`);
  });
  expect(noisy).toEqual([]);
});

it('fills every hole of its templates', () => {
  for (const { source, host } of CASES)
    for (const { message, hint } of check(marked(source).text, host).diagnostics)
      expect(`${message} ${hint}`).not.toMatch(/\{\w+\}|undefined|NaN/);
});
