import type { CheckSettings } from '../language/check/host.ts';
import { checkScenarios } from '../language/check.ts';
import { columnNamed } from '../metrics/catalogue.ts';
import type { CellResult } from '../metrics/results.ts';
import { type CellPlan, replayUnder, runCell } from '../metrics/run-cell.ts';
import { planOf } from '../metrics/run-walk.ts';
import type { Touch } from '../plan/operation.ts';
import type { ChosenPolicy } from '../policies/chosen-policy.ts';
import { hasFigures } from '../replay/status.ts';
import { DecisionPaths } from './decision-path.ts';
import type { Situation } from './situation.ts';
import { type Given, situationText } from './situation-text.ts';

/** What judging a situation takes. */
export interface JudgeSettings {
  readonly check: CheckSettings;
  /** `linux` first, as in every run. */
  readonly policies: readonly ChosenPolicy[];
  readonly metric: string;
  /** Declarations of the family that the hunt stays in. */
  readonly given: Given;
}

/** One policy's cell of a situation. */
export interface JudgedCell {
  readonly policy: ChosenPolicy;
  readonly result: CellResult;
  /** What the policy decided, placement by placement. */
  readonly paths: readonly string[];
}

/** A situation run under every policy. */
export interface Judged {
  readonly plan: CellPlan;
  /** Cells with figures, in the order of the policies. */
  readonly cells: ReadonlyMap<string, JudgedCell>;
}

/** The name under which a hunted scenario is checked. */
export const HUNTED_FILE = 'case.scn';

/**
 * Runs a situation by the one road, from its text to its figures; undefined where the checker has an objection, be it
 * a warning.
 */
export function judge(situation: Situation, settings: JudgeSettings): Judged | undefined {
  return judgeText(situationText(situation, settings.given), settings);
}

/** The same for the text of a file with one scenario. */
export function judgeText(text: string, { check, policies, metric }: JudgeSettings): Judged | undefined {
  const { scenarios, diagnostics } = checkScenarios({
    file: HUNTED_FILE,
    text,
    host: { ...check, sources: NO_SOURCES },
  });
  const [scenario] = scenarios;
  const objection = diagnostics.some(({ severity }) => severity === 'error' || severity === 'warning');
  if (objection || scenario === undefined) return undefined;
  const plan = untouched(planOf(scenario, scenario.points[0]!, scenario.seeds[0] ?? null, NO_TEXTS), metric);
  const cells = new Map<string, JudgedCell>();
  const linuxPaths = new DecisionPaths(plan.machine.pageBytes);
  const linux = replayUnder(plan, policies[0]!, linuxPaths.observe);
  for (const policy of policies) {
    const paths = policy === policies[0] ? linuxPaths : new DecisionPaths(plan.machine.pageBytes);
    const result = runCell(plan, policy, linux, paths.observe);
    if (hasFigures(result.status)) cells.set(policy.label, { policy, result, paths: paths.all });
  }
  return { plan, cells };
}

const NO_SOURCES: ReadonlyMap<string, string> = new Map();

const NO_TEXTS = {
  text: (file: string): string => {
    throw new Error(`a hunted scenario reads no file, not '${file}'`);
  },
};

/** Figures of the TLB, which no other metric needs and which cost more than the rest together. */
const TLB_METRIC = /^(tlb_(?!entries$)|mpka$|walk_cycles$)/;

/** The plan without the touches that a scenario without any gets, unless the metric is about them. */
function untouched(plan: CellPlan, metric: string): CellPlan {
  if (TLB_METRIC.test(metric) || plan.program.touches.length > 0) return plan;
  const nothing = { slots: [], pattern: { kind: 'stride', strideBytes: 64, times: 0 } } satisfies Touch;
  return { ...plan, program: { ...plan.program, touches: [nothing] } };
}

/** A cell's figure of a metric; undefined where it is empty. */
export function figureOf({ result }: JudgedCell, metric: string): number | undefined {
  const inCoverage = columnNamed(metric, 'coverage') !== undefined;
  const value = (inCoverage ? result.coverage : result.fragmentation)[metric];
  return typeof value === 'number' ? value : undefined;
}
