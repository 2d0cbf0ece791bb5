import { expect, it } from 'vitest';
import { Name } from '../../grammar/tokens/names.ts';
import { KEYWORD_TOKENS } from '../../grammar/tokens.ts';
import { ScenarioNames } from '../../src/import/scenario-text.ts';

it('gives no mapping, device or file a word that the language keeps for itself', () => {
  const reserved = Object.values(KEYWORD_TOKENS)
    .flat()
    .filter(({ CATEGORIES }) => !CATEGORIES?.includes(Name))
    .map(({ LABEL }) => (LABEL ?? '').slice(1, -1))
    .filter((word) => /^[a-z]+$/.test(word));
  expect(reserved).toContain('headline');
  expect(reserved.filter((word) => new ScenarioNames().name(word) === word)).toEqual([]);
});
