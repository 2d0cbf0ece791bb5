import type { IToken } from 'chevrotain';
import { type ExpectedToken, expectedAfter } from '../../../grammar/expected-tokens.ts';
import type { DocumentText } from './document.ts';

/** What may stand at a place, and what stands before it. */
export interface Expected {
  readonly tokens: readonly ExpectedToken[];
  /** The tokens before the place, the last one nearest to it. */
  readonly before: readonly IToken[];
  /** The word that is being written there, which completion replaces. */
  readonly start: number;
}

/** Declarations begin with these at the top of a file. */
const DECLARATIONS = new Set(['Language', 'Include', 'Use', 'Machine', 'Device', 'File', 'Scenario']);
/** How many lines of each open block are read back until the grammar understands the place. */
const LINES_BACK = [1, 2, 4, 8, 16];

/**
 * What the grammar allows at an offset. Only what opens the blocks around and the last lines before the place are
 * looked at: members of a block say nothing about each other, and mistakes further up do no harm.
 */
export function expectedAt({ text, parsed }: DocumentText, offset: number): Expected {
  const start = wordStart(text, offset);
  const before = parsed.tokens.filter(({ startOffset, image }) => startOffset + image.length <= start);
  const segments = openSegments(before);
  for (const lines of LINES_BACK) {
    const kept = segments.flatMap((segment, index) => lastLines(text, segment, lines, index === 0));
    const tokens = expectedAfter(kept);
    if (tokens.length > 0) return { tokens, before, start };
    if (kept.length === before.length) break;
  }
  return { tokens: [], before, start };
}

function wordStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /[\w$-]/.test(text[start - 1]!)) start--;
  return start;
}

/** The tokens of the declaration around the last one, cut behind each brace that is still open; closed blocks stay. */
function openSegments(before: readonly IToken[]): IToken[][] {
  const segments: IToken[][] = [[]];
  let from = 0;
  const opened: number[] = [];
  for (const [index, { tokenType }] of before.entries()) {
    if (opened.length === 0 && DECLARATIONS.has(tokenType.name)) from = index;
    if (tokenType.name === 'LeftBrace') opened.push(index);
    if (tokenType.name === 'RightBrace') opened.pop();
    if (tokenType.name === 'RightBrace' && opened.length === 0) from = index + 1;
  }
  for (const [place, token] of before.slice(from).entries()) {
    segments.at(-1)!.push(token);
    if (opened.includes(from + place)) segments.push([]);
  }
  return segments;
}

/** The tokens of a segment's last lines. @param whole - the declaration's head, of which nothing may be left out. */
function lastLines(
  text: string,
  segment: readonly IToken[],
  lines: number,
  whole: boolean,
): readonly IToken[] {
  if (whole || segment.length === 0) return segment;
  let from = segment.length - 1;
  let left = lines;
  for (; from > 0; from--) {
    const { startOffset, image } = segment[from - 1]!;
    const between = text.slice(startOffset + image.length, segment[from]!.startOffset);
    if (/[\r\n]/.test(between) && --left === 0) break;
  }
  return segment.slice(from);
}
