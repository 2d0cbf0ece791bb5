import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/language/catalogue.ts';
import { ALL_CASES } from './cases/all.ts';
import type { Case } from './cases/case.ts';
import { check, marked } from './harness.ts';

describe('each mistake gives its code, at its place, with its hint', () => {
  it.each(ALL_CASES.map((one) => [one.code, one] as const))('%s', (code, { source, hint, host }) => {
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
  const covered = new Set(ALL_CASES.map(({ code }) => code));
  expect(Object.keys(CATALOGUE).filter((code) => !covered.has(code as Case['code']))).toEqual([]);
});

it('gives no other errors than the one that a case is about', () => {
  const noisy = ALL_CASES.filter(({ code }) => code !== 'PL1019').flatMap(({ code, source, host }) => {
    const { diagnostics } = check(marked(source).text, host);
    const others = diagnostics.filter((one) => one.severity === 'error' && one.code !== code);
    return others.map((other) => `${code}: ${other.code} ${other.message}`);
  });
  expect(noisy).toEqual([]);
});

it('fills every hole of its templates', () => {
  for (const { source, host } of ALL_CASES)
    for (const { message, hint } of check(marked(source).text, host).diagnostics)
      expect(`${message} ${hint}`).not.toMatch(/\{\w+\}|undefined|NaN/);
});
