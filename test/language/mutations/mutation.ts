import type { Code } from '../../../src/language/catalogue.ts';

/** One small change of a shipped scenario file, and the one mistake that it makes. */
export interface Mutation {
  readonly code: Code;
  /** Without folder and ending: `thread`. */
  readonly file: string;
  /** What is replaced: the first place where it stands. */
  readonly from: string;
  /** What stands there instead; the diagnostic's place between `<|` and `|>`. */
  readonly to: string;
  readonly hint: string;
  /** Errors that follow from it elsewhere. */
  readonly also?: readonly Code[];
}

/** A mutation. */
export function mutation(
  code: Code,
  file: string,
  from: string,
  to: string,
  hint: string,
  also: readonly Code[] = [],
): Mutation {
  return { code, file, from, to, hint, also };
}
