import type { PolicyInfo } from '../metrics/results.ts';
import type { RunSummary, ScenarioSummary } from '../metrics/summary.ts';
import { idOf } from './policy-labels.ts';
import { countedScenarios, EPSILON, meanShareOf, tallyOf } from './totals.ts';

/** What one policy is told, and what it does with it. */
export interface InformedPolicy {
  readonly label: string;
  readonly needs: readonly string[];
  readonly toldBy: string;
  /** Scenarios at the bound, and better or worse than linux. */
  readonly atBound: number;
  readonly better: number;
  readonly worse: number;
  /** Mean over the scenarios of its mean share of ideal; null where it has no figures. */
  readonly share: number | null;
}

/** A set of facts with which policies reach the bound. */
export interface FactSet {
  readonly needs: readonly string[];
  readonly toldBy: string;
  /** Labels of the policies that do with it. */
  readonly policies: readonly string[];
}

/** The scenarios of one file. */
export interface Family {
  readonly file: string;
  /** Scenarios that count: some placement has a huge leaf there, and no policy skips it. */
  readonly scenarios: number;
  readonly policies: readonly InformedPolicy[];
  /** The smallest sets of facts that reach the bound in every scenario; empty where none does. */
  readonly smallest: readonly FactSet[];
}

/** Who must be told what, to get how far. */
export interface Information {
  readonly scenarios: number;
  readonly policies: readonly InformedPolicy[];
  readonly families: readonly Family[];
}

/** The policy that bounds one request in the space as it is. */
const REACHABLE = 'exact-fit';

/** Who tells the bounds their facts: they are no rivals. */
export const LAB = 'the lab';

/**
 * What the policies of a run are told and what they achieve with it. The bound of a scenario is `ideal`; where even
 * `exact-fit` stays below that, and was run, it is what exact-fit has.
 */
export function informationOf(summary: RunSummary): Information {
  const { counted } = countedScenarios(summary);
  const files = [...new Set(counted.map(({ info }) => info.file))];
  return {
    scenarios: counted.length,
    policies: summary.policies.map((policy) => informed(policy, counted)),
    families: files.map((file) =>
      familyOf(
        file,
        summary.policies,
        counted.filter(({ info }) => info.file === file),
      ),
    ),
  };
}

function informed({ label, needs, toldBy }: PolicyInfo, counted: readonly ScenarioSummary[]): InformedPolicy {
  const shares = counted.map((scenario) => meanShareOf(scenario, label)).filter((share) => share !== null);
  const { better, worse } = tallyOf(counted, label);
  const atBound = counted.filter((scenario) => reaches(scenario, label)).length;
  const share = shares.length === 0 ? null : shares.reduce((sum, one) => sum + one, 0) / shares.length;
  return { label, needs, toldBy, atBound, better, worse, share };
}

function reaches(scenario: ScenarioSummary, label: string): boolean {
  const own = meanShareOf(scenario, label);
  const bound = Math.min(1, meanShareOf(scenario, REACHABLE) ?? 1);
  return own !== null && own >= bound - EPSILON;
}

function familyOf(
  file: string,
  policies: readonly PolicyInfo[],
  counted: readonly ScenarioSummary[],
): Family {
  const rows = policies.map((policy) => informed(policy, counted));
  const reached = rows.filter(({ atBound, toldBy }) => toldBy !== LAB && atBound === counted.length);
  return { file, scenarios: counted.length, policies: rows, smallest: smallestSets(reached) };
}

function smallestSets(reached: readonly InformedPolicy[]): readonly FactSet[] {
  const least = Math.min(...reached.map(cost));
  const sets = new Map<string, FactSet>();
  for (const policy of reached.filter((one) => cost(one) === least)) {
    const needs = [...policy.needs].sort();
    const key = JSON.stringify([needs, policy.toldBy]);
    const policies = [...(sets.get(key)?.policies ?? []), policy.label];
    sets.set(key, { needs, toldBy: policy.toldBy, policies });
  }
  return [...sets.values()];
}

/** Facts that are told; a driver that only opts in (pighin-thp) tells one thing too. linux is the least of all. */
function cost({ label, needs, toldBy }: InformedPolicy): number {
  if (idOf(label) === 'linux') return -1;
  return toldBy === 'nobody' ? 0 : Math.max(1, needs.length);
}
