import { suggestion } from '../language/check/nearest.ts';

/** A command line that cannot be understood: what in the message, how to mend it in the hint. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
    this.name = 'UsageError';
  }
}

/** A word that names nothing of its kind; the hint has the nearest that exists, or all of them. */
export function unknownName(kind: string, name: string, known: readonly string[]): UsageError {
  return new UsageError(`unknown ${kind} '${name}'`, suggestion(name, known, `there is no ${kind}`));
}
