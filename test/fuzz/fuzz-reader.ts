import type { Draw } from '../../src/language/generate/writer.ts';

/** What a reader made of one input: it took it, or it said what is wrong with it, and where. */
export type Verdict = 'accepted' | 'rejected';

/** A reader under test. Inputs are binary strings: one character for each byte. */
export interface FuzzReader {
  readonly name: string;
  /** What the reader is in the program, for the table of docs/reliability.md. */
  readonly reads: string;
  /** A valid input, or a piece of one. */
  sample(draw: Draw): string;
  /** Words of the format, which random text would not hit upon. */
  readonly words: readonly string[];
  /**
   * Reads one input as the program does. Throws where the reader threw anything but its own typed errors, or said
   * something without a place.
   * @param index - of the input, for checks that are too slow for each.
   */
  read(input: string, index: number): Verdict | Promise<Verdict>;
}

/** What is wrong with a reader, rather than with its input. */
export class Misbehaviour extends Error {}

/** @throws Misbehaviour where something does not hold. */
export function demand(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Misbehaviour(otherwise);
}

/** The text of an input, as the program decodes what may be no UTF-8. */
export function textOf(input: string): string {
  return new TextDecoder('utf-8').decode(Buffer.from(input, 'latin1'));
}

/** A text as an input. */
export function inputOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Problems of an importer: each names a line of the text, or says how many more there are. */
export function demandLines(
  problems: readonly { readonly line: number; readonly message: string }[],
  text: string,
): void {
  const lines = text.split('\n').length;
  for (const { line, message } of problems) {
    const counted = line === 0 && /^\d+ more lines could not be read$/.test(message);
    demand(
      counted || (Number.isInteger(line) && line >= 1 && line <= lines),
      `'${message}' is about line ${line} of ${lines}`,
    );
    demandWords(message);
    demand(!/\bNaN\b/.test(message), `the message is '${message}'`);
  }
}

/** A message is words: no value that leaked into it unnamed. */
export function demandWords(message: string): void {
  demand(message.trim() !== '', 'an empty message');
  // What stands between quotes is the input's own word.
  const own = message.replace(/'[^']*'|"[^"]*"/g, '');
  demand(!/\bundefined\b|\[object /.test(own), `the message is '${message}'`);
}
