/** One field of a table for readers. */
export interface TableCell {
  readonly text: string;
  /** Whether it is among the best of its column (of its point, in a sweep). */
  readonly best: boolean;
}

/** A column of a table for readers. */
export interface TableColumn {
  /** Lines of the heading, top to bottom. */
  readonly heading: readonly string[];
  readonly align: 'left' | 'right';
  /** 0 stays; the greater, the sooner it goes where the table is too wide. Points of a sweep never go: they wrap. */
  readonly priority: number;
}

/** A table for readers: what the terminal, Markdown and LaTeX all show. */
export interface ReportTable {
  readonly title: string;
  /** Sentences under the title: the machine, where the scenario comes from, what is shown. */
  readonly about: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Sentences below: what was skipped and why. */
  readonly notes: readonly string[];
  /** What to do where it is too wide: leave columns out, or continue them in a further block. */
  readonly overflow: 'drop' | 'wrap';
}

/** A field that is not marked. */
export function plain(text: string): TableCell {
  return { text, best: false };
}
