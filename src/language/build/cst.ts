import type { CstNode, IToken } from 'chevrotain';
import type { Word } from '../ast.ts';
import type { Span } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { known } from '../known.ts';

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
  if (nodes.length === 0) return [];
  return known(nodes.map((node) => whole(() => build(node))));
}

const NONE: readonly never[] = [];

/** The sub-trees of a rule, in order. Rules and tokens never share a name: what stands under a rule's is a tree. */
export function nodes(parent: CstNode, rule: string): readonly CstNode[] {
  return (parent.children[rule] as CstNode[] | undefined) ?? NONE;
}

/** The first sub-tree of a rule. */
export function node(parent: CstNode, rule: string): CstNode | undefined {
  return nodes(parent, rule)[0];
}

/** The tokens of a type, in order, without those that recovery made up. */
export function tokens(parent: CstNode, type: string): readonly IToken[] {
  const all = parent.children[type] as IToken[] | undefined;
  if (!all) return NONE;
  return all.some(madeUp) ? all.filter((token) => !madeUp(token)) : all;
}

function madeUp({ isInsertedInRecovery }: IToken): boolean {
  return isInsertedInRecovery === true;
}

/** The first token of a type. */
export function token(parent: CstNode, type: string): IToken | undefined {
  return tokens(parent, type)[0];
}

/** The first token that stands directly in a node: the word that begins it. */
export function firstToken({ children }: CstNode): IToken | undefined {
  let first: IToken | undefined;
  for (const type in children)
    for (const child of children[type]!)
      if ('image' in child && !madeUp(child) && !(first && first.startOffset <= child.startOffset))
        first = child;
  return first;
}

/** The one sub-tree of a node that only chooses between rules. */
export function onlyNode(parent: CstNode): CstNode {
  return required(itemOf(parent));
}

/** The same, or `undefined` where the text left it out. */
export function itemOf({ children }: CstNode): CstNode | undefined {
  for (const rule in children) {
    const child = children[rule]![0];
    if (child && 'children' in child) return child;
  }
  return undefined;
}

/** A token as a word. */
export function word({ file }: BuildContext, from: IToken): Word {
  return { text: from.image, span: tokenSpan(file, from) };
}

/** Where a token stands. */
export function tokenSpan(file: string, { startOffset, image }: IToken): Span {
  return spanAt(file, startOffset, startOffset + image.length);
}

/** Where a sub-tree stands. */
export function spanOf({ file }: BuildContext, { location }: CstNode): Span {
  const start = location?.startOffset;
  const end = location?.endOffset;
  if (start === undefined || end === undefined || !Number.isFinite(start) || !Number.isFinite(end))
    throw new Gap('empty');
  return spanAt(file, start, end + 1);
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

/** A span. Chevrotain keeps offsets as doubles, which take an object each in a span; small integers do not. */
function spanAt(file: string, start: number, end: number): Span {
  return { file, start: start | 0, end: end | 0 };
}
