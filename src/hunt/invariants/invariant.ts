import type { CheckSettings } from '../../language/check/host.ts';
import type { CellPlan } from '../../metrics/run-cell.ts';
import type { ChosenPolicy } from '../../policies/chosen-policy.ts';

/** What an invariant looks at: a situation's text, and what it was made into. */
export interface Subject {
  readonly text: string;
  readonly plan: CellPlan;
  /** `linux` first. */
  readonly policies: readonly ChosenPolicy[];
  readonly check: CheckSettings;
}

/** Something that must never be, whatever the scenario. */
export interface Invariant {
  readonly name: string;
  /** What always holds, as one sentence. */
  readonly meaning: string;
  /** What is wrong, in words that a person can look into; undefined where nothing is. */
  readonly violation: (subject: Subject) => string | undefined;
}
