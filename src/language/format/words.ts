import type { CstNode, IToken } from 'chevrotain';
import type { ParsedText } from '../../../grammar/parse.ts';

/** A token with what a formatter needs to know about its place in the grammar. */
export interface FormatWord {
  readonly type: string;
  readonly text: string;
  readonly start: number;
  /** The innermost grammar rule that it stands in, and whether it is that rule's first token. */
  readonly rule: string;
  readonly first: boolean;
  /** Whether a line end stands between it and the token before it. */
  readonly breakBefore: boolean;
  /** Whether an empty line stands between it and the token or comment before it. */
  readonly blankBefore: boolean;
  /** Comments on lines of their own between the token before and this one. */
  readonly above: readonly FormatComment[];
  /** The comment behind it on its line. */
  readonly behind?: string;
}

/** A comment on a line of its own. */
export interface FormatComment {
  readonly text: string;
  readonly blankBefore: boolean;
}

/** A member of a block (a setting, a statement, a declaration): indices of its first and last token. */
export interface Member {
  readonly rule: string;
  readonly first: number;
  readonly last: number;
}

/** A text as words and blocks; the last word is the end of the text, with the comments before it. */
export interface FormatTree {
  readonly words: readonly FormatWord[];
  /** Members by the index of the word that opens their block. */
  readonly blocks: ReadonlyMap<number, Block>;
  readonly declarations: readonly Member[];
}

/** What stands between an opening brace and its closing one. */
export interface Block {
  readonly close: number;
  readonly members: readonly Member[];
}

interface RuleOfToken {
  readonly rule: string;
  readonly first: boolean;
}

/** Puts tokens, comments and grammar together. @param parsed - of a text without mistakes of form. */
export function formatTree(text: string, { tree, tokens, comments }: ParsedText): FormatTree {
  const places: Places = {
    byStart: new Map(tokens.map(({ startOffset }, index) => [startOffset, index])),
    byEnd: new Map(tokens.map(({ startOffset, image }, index) => [startOffset + image.length, index])),
  };
  const rules = new Map<number, RuleOfToken>();
  const blocks = new Map<number, Block>();
  const visit = (node: CstNode): void => {
    const inner = nodesOf(node);
    for (const { startOffset } of tokensOf(node))
      rules.set(startOffset, { rule: node.name, first: startOffset === node.location?.startOffset });
    const [open, close] = [brace(node, 'LeftBrace'), brace(node, 'RightBrace')];
    if (open !== undefined && close !== undefined)
      blocks.set(places.byStart.get(open)!, {
        close: places.byStart.get(close)!,
        members: inner
          .filter(({ location }) => location!.startOffset > open)
          .map((child) => memberOf(child, places)),
      });
    for (const child of inner) visit(child);
  };
  visit(tree);
  const declarations = nodesOf(tree).map((child) => memberOf(child, places));
  return { words: wordsOf(text, tokens, comments, rules), blocks, declarations };
}

/** Indices of tokens by the offsets at which they begin and end. */
interface Places {
  readonly byStart: ReadonlyMap<number, number>;
  readonly byEnd: ReadonlyMap<number, number>;
}

/** The sub-trees of a node, in order. */
function nodesOf({ children }: CstNode): CstNode[] {
  const found: CstNode[] = [];
  for (const key in children) for (const child of children[key]!) if ('children' in child) found.push(child);
  return found.length < 2 ? found : found.sort((a, b) => a.location!.startOffset - b.location!.startOffset);
}

/** The tokens that stand directly in a node; the end of the text is none. */
function tokensOf({ children }: CstNode): IToken[] {
  const found: IToken[] = [];
  for (const key in children)
    for (const child of children[key]!) if ('image' in child && child.image !== '') found.push(child);
  return found;
}

/** Where a node's own brace stands. */
function brace({ children }: CstNode, type: 'LeftBrace' | 'RightBrace'): number | undefined {
  const [token] = children[type] ?? [];
  return token && 'image' in token ? token.startOffset : undefined;
}

function memberOf(node: CstNode, { byStart, byEnd }: Places): Member {
  const { startOffset, endOffset } = node.location!;
  return {
    rule: innermost(node).name,
    first: byStart.get(startOffset)!,
    last: byEnd.get(endOffset! + 1)!,
  };
}

/** The rule that a chain of choices ends in: `bar` for a device's setting that is one. */
function innermost(node: CstNode): CstNode {
  const [only, ...more] = nodesOf(node);
  return only && more.length === 0 && tokensOf(node).length === 0 ? innermost(only) : node;
}

/** The tokens with their comments, and the end of the text with those before it. */
function wordsOf(
  text: string,
  tokens: readonly IToken[],
  comments: readonly IToken[],
  rules: ReadonlyMap<number, RuleOfToken>,
): FormatWord[] {
  const words: FormatWord[] = [];
  let at = 0;
  let next = 0;
  const lineEnds = (start: number): number => (text.slice(at, start).match(/\r\n|\n|\r/g) ?? []).length;
  const add = (start: number, type: string, image: string): void => {
    const above: FormatComment[] = [];
    const from = next;
    for (; next < comments.length && comments[next]!.startOffset < start; next++) {
      const { startOffset, image } = comments[next]!;
      const ends = lineEnds(startOffset);
      const before = words.at(-1);
      if (ends === 0 && before) words[words.length - 1] = { ...before, behind: image.trimEnd() };
      else above.push({ text: image.trimEnd(), blankBefore: ends > 1 });
      at = startOffset + image.length;
    }
    const ends = lineEnds(start);
    at = start + image.length;
    const { rule, first } = rules.get(start) ?? { rule: '', first: false };
    const breakBefore = ends > 0 || next > from;
    words.push({ type, text: image, start, rule, first, breakBefore, blankBefore: ends > 1, above });
  };
  for (const { startOffset, tokenType, image } of tokens) add(startOffset, tokenType.name, image);
  add(text.length, 'EOF', '');
  return words;
}
