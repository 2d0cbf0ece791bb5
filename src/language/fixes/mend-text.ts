import type { Diagnostic } from '../diagnostic.ts';
import type { TextEdit } from '../services/rename.ts';
import { type Fix, fixesOf } from './fixes.ts';

/** A mend that was made: of which diagnostic, at its place in the text as it was then. */
export interface Mend {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
  /** The text that `diagnostic` points into. */
  readonly text: string;
}

/** A text after its safe mends. */
export interface Mended {
  readonly text: string;
  readonly mends: readonly Mend[];
  /** What is still to be said of it. */
  readonly left: readonly Diagnostic[];
}

/** Rounds, since a mend can bring the next mistake to light; many more than any text was seen to need. */
const MOST_ROUNDS = 20;

/**
 * Makes the safe mends of a text, as long as there are any. No mend is made that leaves more errors than there were.
 * @param file - the name that diagnostics give the text; those of other files are left alone.
 * @param check - the diagnostics of a text in that file's place.
 */
export function mendText(file: string, text: string, check: (text: string) => readonly Diagnostic[]): Mended {
  let state: Mended = { text, mends: [], left: check(text) };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = mendOnce(file, state, check);
    if (next === undefined) return state;
    state = next;
  }
  return state;
}

/** One round: all safe mends together, or, where that does harm, the ones that do none. */
function mendOnce(
  file: string,
  state: Mended,
  check: (text: string) => readonly Diagnostic[],
): Mended | undefined {
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
  state: Mended,
  mends: readonly Mend[],
  check: (text: string) => readonly Diagnostic[],
): Mended | undefined {
  const text = edited(
    state.text,
    mends.flatMap(({ fix }) => fix.edits),
  );
  if (text === state.text) return undefined;
  const left = check(text);
  return errors(left) > errors(state.left) ? undefined : { text, left, mends: [...state.mends, ...mends] };
}

/** The safe mends of a text that do not touch each other, in order of place. */
function safeMends(file: string, { text, left }: Mended): Mend[] {
  let reached = -1;
  return left
    .filter(({ span }) => span.file === file)
    .flatMap((diagnostic) => {
      const fix = fixesOf(diagnostic).find(({ confidence }) => confidence === 'safe');
      return fix ? [{ diagnostic, fix, text }] : [];
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
