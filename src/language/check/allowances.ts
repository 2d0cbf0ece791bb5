import type { IToken } from 'chevrotain';
import { tokenize } from '../../../grammar/lexer.ts';
import { CATALOGUE, type Code } from '../catalogue.ts';
import type { Span } from '../checked-scenario.ts';
import type { Diagnostic, Report } from '../diagnostic.ts';
import { type Lines, linesOf, positionOf } from '../render/lines.ts';

/** A comment that allows a warning or a remark: `# allow PL4003: the device is odd`. */
export interface Allowance {
  readonly code: string;
  readonly reason: string;
  /** The comment. */
  readonly span: Span;
  /** First and last line that it speaks of. */
  readonly from: number;
  readonly to: number;
}

const FORM = /^#\s*allow\s+(PL\w*)\s*(?::\s*(.*))?$/i;

/**
 * The allowances of a text. One behind something speaks of its line, one that stands alone of the next line that is no
 * comment; a block that begins or ends on that line belongs to it as a whole, however many lines the formatter gives it.
 */
export function allowancesIn(file: string, text: string): Allowance[] {
  if (!/#\s*allow\s+PL/i.test(text)) return [];
  const { tokens, groups } = tokenize(text);
  const comments = groups.comments ?? [];
  const lines = linesOf(text);
  const blocks = blocksOf(tokens, lines);
  return comments.flatMap((comment) => {
    const image = comment.image.trimEnd();
    const [, code, reason = ''] = FORM.exec(image) ?? [];
    if (code === undefined) return [];
    const start = comment.startOffset;
    const line = lineSpokenOf(start, tokens, lines);
    const touching = blocks.filter(({ from, to }) => from === line || to === line);
    return {
      code: code.toUpperCase(),
      reason: reason.trim(),
      span: { file, start, end: start + image.length },
      from: Math.min(line, ...touching.map(({ from }) => from)),
      to: Math.max(line, ...touching.map(({ to }) => to)),
    };
  });
}

function lineSpokenOf(start: number, tokens: readonly IToken[], lines: Lines): number {
  const { line } = positionOf(lines, start);
  const after = tokens.findIndex(({ startOffset }) => startOffset > start);
  const before = tokens.at(after < 0 ? -1 : after - 1);
  const behind = before && after !== 0 && positionOf(lines, before.startOffset).line === line;
  if (behind || after < 0) return line;
  return positionOf(lines, tokens[after]!.startOffset).line;
}

/** First and last lines of everything between braces. */
function blocksOf(tokens: readonly IToken[], lines: Lines): { from: number; to: number }[] {
  const open: number[] = [];
  return tokens.flatMap(({ tokenType, startOffset }) => {
    const line = () => positionOf(lines, startOffset).line;
    if (tokenType.name === 'LeftBrace') open.push(line());
    if (tokenType.name !== 'RightBrace') return [];
    const from = open.pop();
    return from === undefined ? [] : [{ from, to: line() }];
  });
}

/** Whether a code can be allowed: it is one of a warning or a remark. */
function canBeAllowed(code: string): boolean {
  return Object.hasOwn(CATALOGUE, code) && CATALOGUE[code as Code].severity !== 'error';
}

/** Whether a diagnostic at a line is allowed. */
export function allows(
  { code, reason, span, from, to }: Allowance,
  found: Diagnostic,
  line: number,
): boolean {
  const same = code === found.code && span.file === found.span.file && line >= from && line <= to;
  return same && reason !== '' && canBeAllowed(code);
}

/** Reports an allowance that cannot do what it says. @returns whether it is a good one. */
export function reportAllowance({ code, reason, span }: Allowance, report: Report): boolean {
  if (!Object.hasOwn(CATALOGUE, code)) report('PL1021', span, { code });
  else if (!canBeAllowed(code)) report('PL1023', span, { code });
  else if (reason === '') report('PL1024', span, { code });
  else return true;
  return false;
}
