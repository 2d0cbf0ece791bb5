import type { Budgets } from '../budgets.ts';
import type { CheckedScenario } from '../checked-scenario.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** What surrounds the checker: texts that it asked for, and the names that other parts of the program define. */
export interface Host {
  /** Texts by the path that `needs` named; an object where the host could not read one. */
  readonly sources: ReadonlyMap<string, string | { readonly error: string }>;
  /**
   * The folder that includes must lie in, as paths are given here (`''`: that which relative paths start from). Absent:
   * the host confines nothing.
   */
  readonly project?: string;
  readonly policies: readonly { readonly id: string; readonly options: readonly string[] }[];
  /** Names that `expect` may use. */
  readonly metrics: readonly string[];
  /** What those names stand for; a name that is missing here may be used in any way. */
  readonly figures?: ReadonlyMap<string, Figure>;
  /** Names that `use` may name: `machines/sapphire-rapids`. */
  readonly libraries: readonly string[];
  readonly budgets: Budgets;
}

/** What the checker knows of the rest of the program. */
export type CheckSettings = Omit<Host, 'sources' | 'project'>;

/** What a metric's name stands for. */
export interface Figure {
  /** A figure of one mapping, of the whole cell, or of both. */
  readonly of: 'mapping' | 'cell' | 'both';
  readonly kind: 'number' | 'text';
  /** The only words that it can be, where they are few. */
  readonly words?: readonly string[];
}

/** One file to check. */
export interface CheckInput {
  readonly file: string;
  readonly text: string;
  readonly host: Host;
}

/** What checking yields. */
export interface CheckResult {
  /** The scenarios without errors, in the order of the file. */
  readonly scenarios: readonly CheckedScenario[];
  /** Every mistake and remark, by file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Paths that the host must put into `sources` before the check is complete. */
  readonly needs: readonly string[];
}
