import { scopeRules } from './scopes.ts';
import { LANGUAGE_ID } from './textmate.ts';

/** A Monarch grammar, for Monaco: the patterns as text, tried in order at each place of a line. */
export function monarchGrammar(): string {
  const rules = scopeRules().flatMap(({ pattern, scope }) => rulesFor(pattern, scope));
  const tokenizer = { root: [...rules, ['\\s+', 'white']] };
  return `${JSON.stringify({ defaultToken: 'invalid', tokenPostfix: `.${LANGUAGE_ID}`, tokenizer }, null, 2)}\n`;
}

/** Monarch sees nothing of a line before the place: a blank that must stand before a sign is taken with it. */
function rulesFor(pattern: string, scope: string): unknown[] {
  if (!pattern.startsWith('(?<=\\s)')) return [[pattern, scope]];
  const sign = pattern.slice('(?<=\\s)'.length);
  return [
    [`^${sign}`, scope],
    [`(\\s+)(${sign.replace(/\(\?=.*$/, '')})${/\(\?=.*$/.exec(sign)?.[0] ?? ''}`, ['white', scope]],
  ];
}
