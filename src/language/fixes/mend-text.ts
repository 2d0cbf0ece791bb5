import type { Diagnostic } from '../diagnostic.ts';
import type { TextEdit } from '../services/rename.ts';
import { type Fix, fixesOf } from './fixes.ts';

/** A mend that was made, and of which diagnostic. */
export interface Mend {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
  /** Where the mistake began in the text as it was given. */
  readonly start: number;
}

/** A text after its safe mends. */
export interface Mended {
  readonly text: string;
  readonly mends: readonly Mend[];
  /** What is still to be said of it. */
  readonly left: readonly Diagnostic[];
}

/** A text on its way, and where its offsets were in the text as it was given. */
interface State extends Mended {
  readonly origin: (offset: number) => number;
}

/** Rounds, since a mend can bring the next mistake to light; many more than any text was seen to need. */
const MOST_ROUNDS = 20;

/**
 * Makes the safe mends of a text, as long as there are any. No mend is made that leaves more errors than there were.
 * @param file - the name that diagnostics give the text; those of other files are left alone.
 * @param check - the diagnostics of a text in that file's place.
 */
export function mendText(file: string, text: string, check: (text: string) => readonly Diagnostic[]): Mended {
  let state: State = { text, mends: [], left: check(text), origin: (offset) => offset };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = mendOnce(file, state, check);
    if (next === undefined) break;
    state = next;
  }
  const mends = [...state.mends].sort((a, b) => a.start - b.start);
  return { text: state.text, mends, left: state.left };
}

/** One round: all safe mends together, or, where that does harm, the ones that do none. */
function mendOnce(
  file: string,
  state: State,
  check: (text: string) => readonly Diagnostic[],
): State | undefined {
  const mends = safeMends(file, state);
  const together = tried(state, mends, check);
  if (together || mends.length < 2) return together;
  for (const mend of mends) {
    const alone = tried(state, [mend], check);
    if (alone) return alone;
  }
  return undefined;
}

function tried(
  state: State,
  mends: readonly Mend[],
  check: (text: string) => readonly Diagnostic[],
): State | undefined {
  const edits = mends.flatMap(({ fix }) => fix.edits);
  const text = edited(state.text, edits);
  if (text === state.text) return undefined;
  const left = check(text);
  if (errors(left) > errors(state.left)) return undefined;
  const origin = (offset: number) => state.origin(before(edits, offset));
  return { text, left, mends: [...state.mends, ...mends], origin };
}

/** Where an offset behind edits, which are in order of place, was before them. */
function before(edits: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const { span, text } of edits) {
    const start = span.start + shift;
    if (offset < start + text.length) return offset > start ? span.start : offset - shift;
    shift += text.length - (span.end - span.start);
  }
  return offset - shift;
}

/** The safe mends of a text that do not touch each other, in order of place. */
function safeMends(file: string, { left, origin }: State): Mend[] {
  let reached = -1;
  return left
    .filter(({ span }) => span.file === file)
    .flatMap((diagnostic) => {
      const fix = fixesOf(diagnostic).find(({ confidence }) => confidence === 'safe');
      return fix ? [{ diagnostic, fix, start: origin(diagnostic.span.start) }] : [];
    })
    .sort((a, b) => place(a.fix).start - place(b.fix).start)
    .filter(({ fix }) => {
      const { start, end } = place(fix);
      if (start <= reached) return false;
      reached = end;
      return true;
    });
}

/** All safe mends have one edit. */
function place(fix: Fix): TextEdit['span'] {
  return fix.edits[0]!.span;
}

function errors(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}

/** A text with edits, which do not overlap, made from its end to its beginning. */
function edited(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((done, { span, text: fresh }) => done.slice(0, span.start) + fresh + done.slice(span.end), text);
}
