import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { grammarEbnf } from '../../grammar/export/ebnf.ts';
import { monarchGrammar } from '../../grammar/export/monarch.ts';
import { grammarRules, type Production } from '../../grammar/export/productions.ts';
import { textMateGrammar } from '../../grammar/export/textmate.ts';
import { makeParser } from '../../grammar/parser.ts';
import { ALL_TOKENS } from '../../grammar/tokens.ts';

const generated = (name: string) =>
  readFileSync(new URL(`../../grammar/generated/${name}`, import.meta.url), 'utf8');
const RULES = makeParser().parser.getSerializedGastProductions() as readonly Production[];

it.each([
  ['policy-lab.ebnf', grammarEbnf],
  ['policy-lab.tmLanguage.json', textMateGrammar],
  ['policy-lab.monarch.json', monarchGrammar],
])('%s is what npm run generate writes', (name, make) => {
  expect(generated(name)).toBe(make());
});

it('orders every rule, each once', () => {
  expect(
    grammarRules()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(RULES.map(({ name }) => name).sort());
});

it('shows every rule in the EBNF, and explains every name in it', () => {
  const text = grammarEbnf();
  const defined = [...text.matchAll(/^(\w+) ::=/gm)].map(([, name]) => name!);
  expect(defined).toEqual(expect.arrayContaining(RULES.map(({ name }) => name)));
  const bare = text.replace(/\/\*[\s\S]*?\*\/|'[^']*'|^\w+ ::= \/.*$/gm, '');
  const used = new Set([...bare.matchAll(/\b[A-Za-z]\w*\b/g)].map(([name]) => name));
  expect([...used].filter((name) => !defined.includes(name))).toEqual([]);
});

/** The texts of a rule's diagram. */
function diagramTexts(page: string, rule: string): string[] {
  const [, after = ''] = page.split(`id="${rule}"`);
  const diagram = after.slice(0, after.indexOf('</svg>'));
  return [...diagram.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) =>
    text!
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>'),
  );
}

it('shows every rule on the railroad page, with everything that it refers to', () => {
  const page = generated('railroad.html');
  const labels = new Map(ALL_TOKENS.map(({ name, LABEL }) => [name, LABEL ?? name]));
  const named = ({ type, name, definition = [] }: Production): string[] => [
    ...(type === 'NonTerminal' ? [name!] : []),
    ...(type === 'Terminal' ? [labels.get(name!) ?? name!] : []),
    ...definition.flatMap(named),
  ];
  for (const rule of RULES) {
    const texts = diagramTexts(page, rule.name!);
    expect({ rule: rule.name, texts }).toEqual({
      rule: rule.name,
      texts: expect.arrayContaining(named(rule).filter((name) => name !== 'EOF')),
    });
  }
});

it('needs nothing beside itself', () => {
  expect(generated('railroad.html')).not.toMatch(/<script|<link|https?:\/\//);
});
