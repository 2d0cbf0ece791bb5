import type { CstNode, IToken } from 'chevrotain';
import type { Word } from '../ast.ts';
import type { Span } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';

/** What every builder needs: the file's name for spans, and where mistakes go. */
export interface BuildContext {
  readonly file: string;
  readonly report: Report;
  /** Where the text's form is wrong: what stands around such a place may lack parts. */
  readonly faults: readonly number[];
}

/** Thrown where the text left a piece out; the syntax diagnostics have said so already. */
class Gap extends Error {}

/** The piece, which the grammar demands; leaves the construct when recovery had to go without it. */
export function required<T>(piece: T | undefined): T {
  if (piece === undefined) throw new Gap('incomplete');
  return piece;
}

/** What `build` makes, or `undefined` when the text left a piece out. */
export function whole<T>(build: () => T): T | undefined {
  try {
    return build();
  } catch (error) {
    if (error instanceof Gap) return undefined;
    throw error;
  }
}

/** All that can be built of a list: incomplete members are left out. */
export function wholes<N, T>(nodes: readonly N[], build: (node: N) => T): T[] {
  return nodes.map((node) => whole(() => build(node))).filter((built) => built !== undefined);
}

/** The sub-trees of a rule, in order. */
export function nodes(parent: CstNode, rule: string): CstNode[] {
  return (parent.children[rule] ?? []).filter((child) => 'children' in child);
}

/** The first sub-tree of a rule. */
export function node(parent: CstNode, rule: string): CstNode | undefined {
  return nodes(parent, rule)[0];
}

/** The tokens of a type, in order, without those that recovery made up. */
export function tokens(parent: CstNode, type: string): IToken[] {
  return (parent.children[type] ?? [])
    .filter((child) => 'image' in child)
    .filter((token) => !token.isInsertedInRecovery);
}

/** The first token of a type. */
export function token(parent: CstNode, type: string): IToken | undefined {
  return tokens(parent, type)[0];
}

/** The first token that stands directly in a node: the word that begins it. */
export function firstToken(parent: CstNode): IToken | undefined {
  return Object.keys(parent.children)
    .flatMap((type) => tokens(parent, type))
    .sort((a, b) => a.startOffset - b.startOffset)[0];
}

/** The one sub-tree of a node that only chooses between rules, with its rule's name. */
export function onlyNode(parent: CstNode): CstNode {
  const all = Object.keys(parent.children).flatMap((rule) => nodes(parent, rule));
  return required(all[0]);
}

/** A token as a word. */
export function word({ file }: BuildContext, from: IToken): Word {
  return { text: from.image, span: tokenSpan(file, from) };
}

/** Where a token stands. */
export function tokenSpan(file: string, { startOffset, image }: IToken): Span {
  return { file, start: startOffset, end: startOffset + image.length };
}

/** Where a sub-tree stands. */
export function spanOf({ file }: BuildContext, { location }: CstNode): Span {
  const start = location?.startOffset;
  const end = location?.endOffset;
  if (start === undefined || end === undefined || !Number.isFinite(start) || !Number.isFinite(end))
    throw new Gap('empty');
  return { file, start, end: end + 1 };
}

/** A quoted text without its quotes and escapes; the span keeps the quotes. */
export function unquoted(context: BuildContext, from: IToken): Word {
  return {
    text: from.image.slice(1, -1).replace(/\\(["\\])/g, '$1'),
    span: tokenSpan(context.file, from),
  };
}

/** Whether a construct has no mistake of form inside, so that what it lacks was never written. */
export function isWhole({ faults }: BuildContext, { start, end }: Span): boolean {
  return !faults.some((offset) => offset >= start && offset <= end);
}
