/** What an editor tells of names that later stages of the program define. */
export interface Vocabulary {
  readonly policies: readonly PolicyTerm[];
  readonly metrics: readonly MetricTerm[];
}

/** A policy as an editor presents it. */
export interface PolicyTerm {
  readonly id: string;
  readonly summary: string;
  /** Who proposed it, where and when. */
  readonly source: string;
  readonly options: readonly OptionTerm[];
}

/** An option of a policy; its first value is the default. */
export interface OptionTerm {
  readonly name: string;
  readonly values: readonly string[];
  readonly meaning: string;
}

/** A metric that `expect` and `headline` can name. */
export interface MetricTerm {
  readonly name: string;
  readonly meaning: string;
  /** `bytes`, `leaves`; empty for text. */
  readonly unit: string;
  readonly better: 'higher' | 'lower' | 'neither';
}
