import type { ISerializedGast } from 'chevrotain';
import { Lexer } from 'chevrotain';
import { expect, it } from 'vitest';
import { tokenize } from '../../grammar/lexer.ts';
import { makeParser } from '../../grammar/parser.ts';
import { BareDollar, Identifier } from '../../grammar/tokens/names.ts';
import { Blank, Comment, OpenText } from '../../grammar/tokens/punctuation.ts';
import { ALL_TOKENS, KEYWORD_TOKENS } from '../../grammar/tokens.ts';

const rules = makeParser({ skipValidations: false }).parser.getSerializedGastProductions();

/** The name of a rule, or of the rule or token that a production stands for. */
function nameOf(production: ISerializedGast): string {
  return 'name' in production ? String(production.name) : '';
}

/** Every production below one, itself included. */
function flat(production: ISerializedGast): ISerializedGast[] {
  const inner = (production as { definition?: ISerializedGast[] }).definition ?? [];
  return [production, ...inner.flatMap(flat)];
}

const named = (type: string): Set<string> =>
  new Set(
    rules
      .flatMap((rule) => flat(rule))
      .filter((production) => production.type === type)
      .map((production) => nameOf(production)),
  );

it('uses every token', () => {
  // Blanks and comments are skipped; open texts and lone $ are only recognised to be explained.
  const apart = new Set([Blank, Comment, OpenText, BareDollar, Identifier]);
  const terminals = new Set([...named('Terminal'), ...separators()]);
  const used = ALL_TOKENS.filter(
    (token) =>
      terminals.has(token.name) || (token.CATEGORIES ?? []).some((category) => terminals.has(category.name)),
  );
  expect(
    ALL_TOKENS.filter((token) => !used.includes(token) && !apart.has(token)).map(({ name }) => name),
  ).toEqual([]);
});

function separators(): string[] {
  return rules
    .flatMap((rule) => flat(rule))
    .flatMap((production) => {
      const { separator } = production as { separator?: { name: string } };
      return separator ? [separator.name] : [];
    });
}

it('uses every keyword by its own name, not only as a word', () => {
  const terminals = named('Terminal');
  const keywords = Object.values(KEYWORD_TOKENS).flat();
  expect(keywords.filter(({ name }) => !terminals.has(name)).map(({ name }) => name)).toEqual([]);
});

it('reaches every rule from the file', () => {
  const byName = new Map(rules.map((rule) => [nameOf(rule), rule]));
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const production of flat(byName.get(name)!))
      if (production.type === 'NonTerminal') visit(nameOf(production));
  };
  visit('scenarioFile');
  expect([...byName.keys()].filter((name) => !reached.has(name))).toEqual([]);
});

it('has a lexer without complaints', () => {
  const { lexerDefinitionErrors } = new Lexer(ALL_TOKENS, {
    positionTracking: 'onlyOffset',
    ensureOptimizations: true,
  });
  expect(lexerDefinitionErrors).toEqual([]);
});

it.each([
  ['mmap_base mmap mmaps', ['MmapBase', 'Mmap', 'Identifier']],
  ['vfio-pci file-x file', ['Identifier', 'Identifier', 'File']],
  ['6.18 6.12-stable 6.18.44 0.5', ['Decimal', 'Version', 'Version', 'Decimal']],
  [
    '1..30 1.5G 55% 10 % 3',
    ['Integer', 'DotDot', 'Integer', 'BadNumber', 'PercentLiteral', 'Integer', 'Modulo', 'Integer'],
  ],
  ['96204e15310c 1854bc6e2420 efa7df3e3bb5', ['CommitHash', 'CommitHash', 'Identifier']],
  [
    '0x2000 +4K + 4K +(1) a+1',
    [
      'Hex',
      'LengthPlus',
      'SizeLiteral',
      'Plus',
      'SizeLiteral',
      'LengthPlus',
      'LeftParen',
      'Integer',
      'RightParen',
      'Identifier',
      'Plus',
      'Integer',
    ],
  ],
  ['$size-4K $a', ['Variable', 'Minus', 'SizeLiteral', 'Variable']],
  ['32bit 32', ['Bit32', 'Integer']],
  ['"a \\" b" "open', ['QuotedText', 'OpenText']],
  ['qemu-9.2 gpu.bar2', ['Identifier', 'Dot', 'Integer', 'Identifier', 'Dot', 'Identifier']],
  ['== != <= = <', ['Comparison', 'Comparison', 'Comparison', 'Equals', 'Comparison']],
])('splits %s', (text, expected) => {
  const { tokens, errors } = tokenize(text);
  expect(errors).toEqual([]);
  expect(tokens.map(({ tokenType }) => tokenType.name)).toEqual(expected);
});

it('gives each token a name of its own', () => {
  const names = ALL_TOKENS.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
