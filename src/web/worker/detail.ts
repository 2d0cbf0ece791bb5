import type { CheckedScenario } from '../../language/checked-scenario.ts';
import { explainMapping } from '../../metrics/explain-mapping.ts';
import type { CellPlan } from '../../metrics/run-cell.ts';
import { planOf, type RunHost } from '../../metrics/run-walk.ts';
import { type ChosenPolicy, withOptions } from '../../policies/chosen-policy.ts';
import { explainLines, explainTitle } from '../../report/explain-text.ts';
import { mapOfPolicies } from '../../report/map/draw-map.ts';
import type { AddressMap } from '../../report/map/snapshot.ts';
import { mapSvg } from '../../report/map/svg.ts';
import { MAP_STYLES } from '../../report/map/svg-style.ts';
import type { Detail, Question } from './messages.ts';

/** Pixels below which a map cannot be read; a narrower window scrolls. */
const LEAST_WIDTH = 340;

/** The map and the explanation of one cell. */
export async function detailOf(
  scenario: CheckedScenario,
  policies: readonly ChosenPolicy[],
  question: Question,
  host: RunHost,
  breathe: () => Promise<void>,
): Promise<Detail> {
  const point = scenario.points.find(({ label }) => label === question.point) ?? scenario.points[0]!;
  const seed = scenario.seeds.find((one) => one === question.seed) ?? scenario.seeds[0] ?? null;
  const plan = planOf(scenario, point, seed, host);
  await breathe();
  const mappings = mappingNames(plan);
  const placing = inOrder(
    policies.filter(({ definition }) => !definition.bound),
    question.policies,
  );
  const explained = placing.find(({ label }) => label === question.explained) ?? placing.at(-1)!;
  const mapping = mappings.find((name) => name === question.mapping) ?? mappings[0] ?? '';
  const detail = {
    scenario: scenario.name,
    points: scenario.points.map(({ label }) => label),
    seeds: scenario.seeds,
    mappings,
    point: point.label,
    seed,
    mapping,
    explained: explained.label,
    explainable: placing.map(({ label }) => label),
  };
  const picture = mapSvg(await mapOf(plan, placing, breathe), {
    style: { ...MAP_STYLES.page, width: Math.max(LEAST_WIDTH, question.width) },
    ...(mapping === '' ? {} : { mapping }),
  });
  return { ...detail, picture, explanation: explanationOf(plan, explained, mapping) };
}

/** The map of all policies, one after the other, so that a newer question can come between. */
async function mapOf(
  plan: CellPlan,
  policies: readonly ChosenPolicy[],
  breathe: () => Promise<void>,
): Promise<AddressMap> {
  const maps: AddressMap[] = [];
  for (const policy of policies) {
    maps.push(mapOfPolicies(plan, [policy]));
    await breathe();
  }
  return { ...maps[0]!, snapshots: maps.flatMap(({ snapshots }) => snapshots) };
}

/** The policies in the order in which they were ticked; the baseline first. */
function inOrder(policies: readonly ChosenPolicy[], ticked: readonly string[]): readonly ChosenPolicy[] {
  const rank = ({ label }: ChosenPolicy) => ticked.indexOf(label);
  return [...policies].sort((a, b) => rank(a) - rank(b));
}

function mappingNames({ program }: CellPlan): readonly string[] {
  const names = program.operations.flatMap((one) => (one.op === 'mmap' && one.name !== '' ? [one.name] : []));
  return [...new Set(names)];
}

function explanationOf(plan: CellPlan, policy: ChosenPolicy, mapping: string): readonly string[] {
  const { scenario, point, seed, machine } = plan;
  const chosen = withOptions(policy, point.policyOptions[policy.definition.id]);
  const explanation = mapping === '' ? undefined : explainMapping(plan, chosen, mapping);
  if (!explanation) return ['The scenario names no mapping: write NAME = mmap … to have one explained.'];
  const title = explainTitle(
    {
      scenario,
      mapping,
      machine: `${point.machineName}, kernel ${machine.kernel.name}`,
      point: point.label,
      seed,
    },
    explanation,
  );
  return [...title, '', ...explainLines(explanation)];
}
