import { asciiPattern, scopeRules } from './scopes.ts';

/** The grammar's name in scopes and files. */
export const LANGUAGE_ID = 'policy-lab';

/** A TextMate grammar, for VS Code and its like: one pattern for each kind of token, in the lexer's order. */
export function textMateGrammar(): string {
  const patterns = scopeRules().map(({ pattern, scope }) => ({
    name: `${scope}.${LANGUAGE_ID}`,
    match: atLineStart(asciiPattern(pattern)),
  }));
  return `${JSON.stringify({ name: LANGUAGE_ID, scopeName: `source.${LANGUAGE_ID}`, fileTypes: ['scn'], patterns }, null, 2)}\n`;
}

/** These grammars see one line at a time: the blank before a sign may be the end of the line before. */
function atLineStart(pattern: string): string {
  return pattern.replace('(?<=\\s)', '(?<=^|\\s)');
}
