import { BETWEEN_MEMBERS, type Gap, gapBetween, printed } from './spacing.ts';
import type { FormatComment, FormatTree, FormatWord, Member } from './words.ts';

/** Columns that a one-line block, or members that share a line, may take. */
const WIDTH = 100;
const INDENT = 2;

/** A word on its line, with what stands before it. */
export interface Piece {
  readonly text: string;
  readonly gap: Gap;
  /** The author began a line here. */
  readonly broken: boolean;
  readonly above: readonly FormatComment[];
  readonly behind?: string;
}

/** One line before columns are aligned: words, or a comment alone. */
export interface Line {
  /** Blanks before it. */
  readonly indent: number;
  readonly blankBefore: boolean;
  readonly pieces: readonly Piece[];
  /** The comment that the line is, where it has no pieces. */
  readonly comment?: string;
  /** The grammar rule of the member that the whole line is; only such lines form tables. */
  readonly rule?: string;
}

/** Lays a text out in lines: a member a line, or several where the author put them side by side. */
export function layOut(tree: FormatTree): Line[] {
  const end = tree.words.at(-1)!;
  return [
    ...tree.declarations.flatMap((member) => memberLines(tree, member, 0)),
    ...end.above.map((comment) => commentLine(comment, 0)),
  ];
}

/** The members of a block, a line for each or for those that share one. */
function blockLines(tree: FormatTree, members: readonly Member[], depth: number): Line[] {
  const lines: Line[] = [];
  for (let index = 0; index < members.length; ) {
    const group = sharingLine(tree, members, index);
    if (group.length > 1 && fits(tree, group, depth)) lines.push(...oneLine(tree, group, depth));
    else lines.push(...group.flatMap((member) => memberLines(tree, member, depth)));
    index += group.length;
  }
  return lines;
}

/** Members that the author wrote on one line. */
function sharingLine({ words }: FormatTree, members: readonly Member[], from: number): readonly Member[] {
  let end = from + 1;
  while (end < members.length && !words[members[end]!.first]!.breakBefore) end++;
  return members.slice(from, end);
}

function memberLines(tree: FormatTree, member: Member, depth: number): Line[] {
  return fits(tree, [member], depth) ? oneLine(tree, [member], depth) : opened(tree, member, depth);
}

/** Whether members can stand on one line: their blocks were written so, no comment parts them, and they fit. */
function fits(tree: FormatTree, members: readonly Member[], depth: number): boolean {
  const { words, blocks } = tree;
  const [from, to] = ends(members);
  for (let index = from; index <= to; index++) {
    if (index > from && words[index]!.above.length > 0) return false;
    if (index < to && words[index]!.behind !== undefined) return false;
    const block = blocks.get(index);
    if (block && words.slice(index + 1, block.close + 1).some(({ breakBefore }) => breakBefore)) return false;
  }
  return depth * INDENT + widthOf(piecesOf(tree, from, to, startsIn(tree, members))) <= WIDTH;
}

function oneLine(tree: FormatTree, members: readonly Member[], depth: number): Line[] {
  const [from, to] = ends(members);
  const pieces = piecesOf(tree, from, to, startsIn(tree, members));
  const [{ rule }, ...more] = members as [Member, ...Member[]];
  return withComments(tree, from, { pieces, ...(more.length === 0 && { rule }) }, depth);
}

/** A member with its blocks opened, or with the author's own line breaks. */
function opened(tree: FormatTree, { first, last, rule }: Member, depth: number): Line[] {
  const { words, blocks } = tree;
  const lines: Line[] = [];
  let from = first;
  const add = (to: number, rule?: string) => {
    const pieces = piecesOf(tree, from, to, new Set());
    const line = { pieces, ...(rule !== undefined && { rule }) };
    lines.push(...(from === first ? withComments(tree, from, line, depth) : [lineOf(line, depth)]));
  };
  for (let index = first; index <= last; index++) {
    const block = blocks.get(index);
    if (!block) continue;
    add(index);
    const inner = [
      ...blockLines(tree, block.members, depth + 1),
      ...words[block.close]!.above.map((comment) => commentLine(comment, depth + 1)),
    ];
    lines.push(...inner.map((line, place) => (place === 0 ? { ...line, blankBefore: false } : line)));
    from = block.close;
    index = block.close;
  }
  add(last, from === first ? rule : undefined);
  return lines;
}

/** The first and the last word of members. */
function ends(members: readonly Member[]): [number, number] {
  return [members[0]!.first, members.at(-1)!.last];
}

/** Where members begin, but the first of each block: two blanks stand before each. */
function startsIn({ blocks }: FormatTree, members: readonly Member[]): Set<number> {
  const [from, to] = ends(members);
  const starts = new Set(members.slice(1).map(({ first }) => first));
  for (let index = from; index <= to; index++)
    for (const { first } of blocks.get(index)?.members.slice(1) ?? []) starts.add(first);
  return starts;
}

function piecesOf({ words }: FormatTree, from: number, to: number, starts: ReadonlySet<number>): Piece[] {
  return words.slice(from, to + 1).map((word, index) => ({
    text: printed(word),
    gap: starts.has(from + index) ? BETWEEN_MEMBERS : gapBetween(words[from + index - 1] ?? word, word),
    broken: index > 0 && word.breakBefore,
    above: index > 0 ? word.above : [],
    ...(word.behind !== undefined && { behind: word.behind }),
  }));
}

function lineOf(line: Pick<Line, 'pieces' | 'rule'>, depth: number): Line {
  return { indent: depth * INDENT, blankBefore: false, ...line };
}

/** A line and the comments above its first word. */
function withComments(
  { words }: FormatTree,
  first: number,
  line: Pick<Line, 'pieces' | 'rule'>,
  depth: number,
): Line[] {
  const { above, blankBefore }: FormatWord = words[first]!;
  return [...above.map((comment) => commentLine(comment, depth)), { ...lineOf(line, depth), blankBefore }];
}

function commentLine({ text, blankBefore }: FormatComment, depth: number): Line {
  return { indent: depth * INDENT, blankBefore, pieces: [], comment: text };
}

/** Columns that pieces take on one line. */
function widthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text, gap }, index) => sum + (index === 0 ? 0 : gap.blanks) + text.length, 0);
}

/** Whether a line keeps its author's breaks: it is too long without them, or comments part it. */
export function isBroken(pieces: readonly Piece[], indent: number): boolean {
  const parted = pieces.some(
    ({ above, behind }, index) => above.length > 0 || (behind !== undefined && index < pieces.length - 1),
  );
  return parted || (pieces.some(({ broken }) => broken) && indent + widthOf(pieces) > WIDTH);
}
