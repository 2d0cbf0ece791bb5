/** A stretch of a text that can be parsed by itself. */
export interface Piece {
  /** Offset of its first character. */
  readonly start: number;
  /** Offset behind its last character. */
  readonly end: number;
  /** Whether it begins inside a scenario that an earlier piece opened. */
  readonly continues: boolean;
  /** Whether it ends inside a scenario, which the next piece continues. */
  readonly opens: boolean;
}

/**
 * Characters after which a piece ends at the next place that allows it, and half of them where that is between
 * declarations: its tokens and tree then die young.
 */
export const PIECE_LENGTH = 1 << 11;

const QUOTED = /"(?:[^"\\\n\r]|\\["\\])*"/y;

/** A line that begins an item of a scenario with a word that continues nothing before it. */
const ITEM_LINE =
  /[ \t]*(?:(?:mmap|munmap|mremap|mprotect|brk|revoke|restore|touch|repeat|choose|expect)[ \t]|[A-Za-z_][\w-]*[ \t]*=[ \t]*m)/y;

/**
 * Cuts a text behind declarations, and in a scenario that is longer than a piece before a line that begins a
 * statement. Knows comments, quoted texts and braces, nothing else: whether a piece is sound, its parse tells. Where
 * quotes or braces are not closed, the last pieces are missing.
 */
export function cutPieces(text: string, length = PIECE_LENGTH): Piece[] {
  const pieces: Piece[] = [];
  let [start, depth, continues] = [0, 0, false];
  const cut = (end: number): void => {
    const opens = depth > 0;
    pieces.push({ start, end, continues, opens });
    [start, continues] = [end, opens];
  };
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case HASH:
        at = endOfLine(text, at) - 1;
        break;
      case QUOTE:
        if (!matchesAt(QUOTED, text, at)) return pieces;
        at = QUOTED.lastIndex - 1;
        break;
      case OPEN:
        depth++;
        break;
      case CLOSE:
        depth--;
        if (depth < 0) return pieces;
        if (depth === 0 && at + 1 - start >= length / 2) cut(at + 1);
        break;
      case NEWLINE:
        if (depth === 1 && at + 1 - start >= length && matchesAt(ITEM_LINE, text, at + 1)) cut(at + 1);
    }
  }
  if (depth === 0) cut(text.length);
  return pieces;
}

const [NEWLINE, RETURN, QUOTE, HASH, OPEN, CLOSE] = [10, 13, 34, 35, 123, 125];

/** A comment ends where the lexer ends it: at either character of a line end. */
function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== NEWLINE && text.charCodeAt(at) !== RETURN) at++;
  return at;
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
