/** A line that could not be read, or that contradicts another. */
export interface ImportProblem {
  /** 1-based line; 0 where it is about the whole text. */
  readonly line: number;
  readonly message: string;
  /** `warning`: nothing is wrong with the text, but not all of it could be used. Missing: an error. */
  readonly severity?: 'warning';
}

/** Problems that are kept word for word; more are only counted, so that noise of any size needs little memory. */
const KEPT = 1000;

/** What a reader found wrong, in bounded memory. */
export class ImportProblems {
  readonly kept: ImportProblem[] = [];
  /** Problems beyond those that are kept. */
  more = 0;

  add(problem: ImportProblem): void {
    if (this.kept.length < KEPT) this.kept.push(problem);
    else this.more++;
  }

  /** The kept problems, and a last one that says how many there are besides. */
  list(): ImportProblem[] {
    if (this.more === 0) return this.kept;
    return [...this.kept, { line: 0, message: `${this.more} more lines could not be read` }];
  }
}
