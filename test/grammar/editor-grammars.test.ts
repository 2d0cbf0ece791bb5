import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { monarchGrammar } from '../../grammar/export/monarch.ts';
import { SCOPED_TOKENS } from '../../grammar/export/scopes.ts';
import { textMateGrammar } from '../../grammar/export/textmate.ts';
import { tokenize } from '../../grammar/lexer.ts';
import { EVERYTHING } from '../language/texts.ts';
import { FILES, ROOT } from '../scenarios/shipped.ts';

const require = createRequire(import.meta.url);
const SCOPES = new Map(SCOPED_TOKENS.map(({ token, scope }) => [token.name, scope]));

/** Texts that are hard to colour: every form, what is wrong, and what only looks like something else. */
const HARD = `${EVERYTHING}
file-cache mmap_base mmaps 2mmap 8MB 1.5G 0xfg 6.12-stable 6.18.44 1..30 0.5 55% 10 % 3 $size-4K $
+4K + 4K a+4K
+8M
"a \\" b" "open # no comment
96204e15310c 32bit 32 == = != <= << {}(),:.. . qemu-9.2 élan naïve ٣٤
`;

const TEXTS: readonly (readonly [string, string])[] = [
  ...FILES.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')] as const),
  ['every form and odd one', HARD],
];

/** A coloured stretch: offsets, and a scope. */
type Stretch = readonly [start: number, end: number, scope: string];

/** What the lexer makes of a text, in the scopes of the grammars. */
function lexed(text: string): Stretch[] {
  const { tokens, groups } = tokenize(text);
  return [...tokens, ...(groups.comments ?? [])]
    .sort((a, b) => a.startOffset - b.startOffset)
    .map(({ tokenType, startOffset, image }) => [
      startOffset,
      startOffset + image.length,
      `${SCOPES.get(tokenType.name)}.policy-lab`,
    ]);
}

/** The lines of a text with their offsets. */
function linesOf(text: string): { line: string; start: number }[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const place = { line, start };
    start += line.length + 1;
    return place;
  });
}

describe('the TextMate grammar colours as the lexer reads, token by token', () => {
  let grammar: IGrammar;

  beforeAll(async () => {
    const textmate: typeof import('vscode-textmate') = require('vscode-textmate');
    const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');
    const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
    await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: async () => textmate.parseRawGrammar(textMateGrammar(), 'policy-lab.json'),
    });
    grammar = (await registry.loadGrammar('source.policy-lab'))!;
  });

  it.each(TEXTS)('%s', (_, text) => {
    const found = linesOf(text).flatMap(({ line, start }) =>
      grammar
        .tokenizeLine(line, null)
        .tokens.filter(({ scopes }) => scopes.length > 1)
        .map(
          ({ startIndex, endIndex, scopes }): Stretch => [
            start + startIndex,
            start + endIndex,
            scopes.at(-1)!,
          ],
        ),
    );
    expect(found).toEqual(lexed(text));
  });
});

type MonarchRule = readonly [string, string | readonly string[]];

/** A line as Monarch reads it: at each place the first rule that matches there; nothing of the line before is seen. */
function monarchLine(line: string, start: number, rules: readonly MonarchRule[]): Stretch[] {
  const found: Stretch[] = [];
  for (let at = 0; at < line.length; ) {
    const rest = line.slice(at);
    const hit = rules
      .filter(([pattern]) => at === 0 || !pattern.startsWith('^'))
      .map(([pattern, scope]) => ({ match: new RegExp(`^(?:${pattern})`).exec(rest), scope }))
      .find(({ match }) => match !== null && match[0] !== '');
    const groups = typeof hit?.scope === 'string' ? [hit.match![0]] : (hit?.match?.slice(1) ?? [line[at]!]);
    const scopes = typeof hit?.scope === 'string' ? [hit.scope] : (hit?.scope ?? ['invalid']);
    for (const [index, piece] of groups.entries()) {
      if (scopes[index] !== 'white' && hit)
        found.push([start + at, start + at + piece.length, `${scopes[index]}.policy-lab`]);
      at += piece.length;
    }
  }
  return found;
}

describe('the Monarch grammar colours as the lexer reads, token by token', () => {
  const { tokenizer } = JSON.parse(monarchGrammar()) as { tokenizer: { root: readonly MonarchRule[] } };

  it.each(TEXTS)('%s', (_, text) => {
    const found = linesOf(text).flatMap(({ line, start }) => monarchLine(line, start, tokenizer.root));
    expect(found).toEqual(lexed(text));
  });
});

it('gives every token a scope', () => {
  expect(SCOPED_TOKENS.filter(({ scope }) => scope === '').map(({ token }) => token.name)).toEqual([]);
  const arithmetic = SCOPED_TOKENS.filter(({ scope }) => scope === 'keyword.operator.arithmetic');
  expect(arithmetic.map(({ token }) => token.name)).toEqual([
    'Plus',
    'Minus',
    'TimesSign',
    'Slash',
    'Modulo',
  ]);
});
