/** What must hold of the figures that a claim speaks of. */
export type ClaimTest =
  | { readonly kind: 'is'; readonly value: number | string; readonly tolerance: number }
  | { readonly kind: 'at_least' | 'at_most'; readonly value: number }
  /** Against another policy, at the same point. */
  | { readonly kind: 'direction'; readonly direction: Direction; readonly than: string }
  /** Files of a full run, by the hashes in a manifest that stands beside the claims. */
  | { readonly kind: 'outputs'; readonly manifest: string };

/** How a policy's figure stands to another's. */
export type Direction = 'higher' | 'lower' | 'equal';

/** All directions. */
export const DIRECTIONS: readonly Direction[] = ['higher', 'lower', 'equal'];

/** A claim of the documentation that a run can show to hold. */
export interface Claim {
  readonly id: string;
  /** The words of the document. */
  readonly says: string;
  /** The document, relative to the package. */
  readonly in: string;
  /** Names of scenarios; undefined: all. */
  readonly scenarios: readonly string[] | undefined;
  /** Policies as --policy takes them. */
  readonly policies: readonly string[];
  /** A column of the result files, or one of TOTALS. */
  readonly metric: string;
  /** Where the metric is that of one mapping. */
  readonly mapping: string | undefined;
  /** Sweep points; undefined: all. */
  readonly points: readonly string[] | undefined;
  readonly test: ClaimTest;
}

/** Metrics that count scenarios: in how many a policy is at ideal, better or worse than linux. */
export const TOTALS = ['scenarios_at_ideal', 'scenarios_better', 'scenarios_worse'] as const;
