import type { CheckedScenario } from '../checked-scenario.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** What surrounds the checker: texts that it asked for, and the names that other parts of the program define. */
export interface Host {
  /** Texts by the path that `needs` named; an object where the host could not read one. */
  readonly sources: ReadonlyMap<string, string | { readonly error: string }>;
  readonly policies: readonly { readonly id: string; readonly options: readonly string[] }[];
  /** Names that `expect` may use. */
  readonly metrics: readonly string[];
  /** Largest numbers of sweep points a scenario, and of statements run in one cell. */
  readonly budgets: { readonly points: number; readonly statements: number };
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
