import { expect, it } from 'vitest';
import { check } from './harness.ts';
import { EVERYTHING } from './texts.ts';

it('checks a text with every form of the language without a complaint', () => {
  const { diagnostics, scenarios, needs } = check(EVERYTHING);
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  expect(needs).toEqual([]);
  expect(scenarios.map(({ points }) => points.length)).toEqual([2 * 3 * 2 * 2, 3]);
});
