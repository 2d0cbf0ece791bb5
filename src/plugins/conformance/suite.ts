import { hex } from '../../machine/bytes.ts';
import type { ChosenPolicy } from '../../policies/chosen-policy.ts';
import { drawSituation } from './draw-situation.ts';
import { PROPERTIES, type Property, type Trial } from './properties.ts';
import { simplerSituations } from './simplify.ts';
import { mappingName, type Situation, situationText } from './situation.ts';
import { tryPolicy } from './trial.ts';

/** How thoroughly a policy is tried. */
export interface ConformanceSettings {
  /** The same seed, the same situations. */
  readonly seed: number;
  /** How many situations are drawn. */
  readonly situations: number;
  /** Most searches of the address space, or system calls of a VMM, for one mapping. */
  readonly budget: number;
}

/** More than any policy of the thread makes: 8, and 6 system calls. */
export const DEFAULT_CONFORMANCE: ConformanceSettings = { seed: 1, situations: 300, budget: 16 };

/** How a policy breaks a property. */
export interface CounterExample {
  readonly message: string;
  /** The smallest situation that was found, as a scenario file. */
  readonly text: string;
  /** Which of the seed's situations it was made from. */
  readonly situation: number;
}

/** One property of one policy. */
export interface PropertyReport {
  readonly id: string;
  readonly meaning: string;
  /** How many decisions put it to the test; 0: it never came up. */
  readonly cases: number;
  readonly counterExample: CounterExample | undefined;
}

/** What the suite found. Plain data. */
export interface ConformanceReport {
  readonly policy: string;
  readonly settings: ConformanceSettings;
  readonly properties: readonly PropertyReport[];
}

/** Steps after which a counter-example is small enough. */
const MOST_STEPS = 500;

/** Tries a policy in many situations and reports every property, each failure with its smallest counter-example. */
export function runConformance(
  policy: ChosenPolicy,
  settings: ConformanceSettings = DEFAULT_CONFORMANCE,
): ConformanceReport {
  const cases = new Map(PROPERTIES.map(({ id }) => [id, 0]));
  const broken = new Map<string, CounterExample>();
  for (let number = 1; number <= settings.situations; number++) {
    const situation = drawSituation(settings.seed, number);
    const trial = tryPolicy(situation, policy, settings.budget);
    if (!trial) continue;
    for (const property of PROPERTIES) {
      cases.set(property.id, cases.get(property.id)! + property.cases(trial));
      if (broken.has(property.id) || property.broken(trial) === undefined) continue;
      broken.set(property.id, smallest(property, situation, policy, settings, number));
    }
  }
  const properties = PROPERTIES.map(({ id, meaning }) => ({
    id,
    meaning,
    cases: cases.get(id)!,
    counterExample: broken.get(id),
  }));
  return { policy: policy.label, settings, properties };
}

/** Takes parts away and rounds numbers as long as the property stays broken. */
function smallest(
  property: Property,
  drawn: Situation,
  policy: ChosenPolicy,
  settings: ConformanceSettings,
  number: number,
): CounterExample {
  let situation = drawn;
  let trial = tryPolicy(drawn, policy, settings.budget)!;
  let steps = 0;
  const simpler = () => {
    for (const candidate of simplerSituations(situation)) {
      if (++steps > MOST_STEPS) return false;
      const tried = tryPolicy(candidate, policy, settings.budget);
      if (!tried || property.broken(tried) === undefined) continue;
      situation = candidate;
      trial = tried;
      return true;
    }
    return false;
  };
  while (simpler());
  const message = property.broken(trial) ?? 'broke it once, and not when the same was tried again';
  const remarks = [`${policy.label}, ${property.id}: ${property.meaning}; not here.`, `${message}.`];
  const text = situationText(
    situation,
    [...remarks, `Seed ${settings.seed}, situation ${number}.`],
    expected(property, trial, policy),
  );
  return { message, text, situation: number };
}

/** What the scenario can itself expect: the kernel's addresses, where the policy has no say. */
function expected({ id }: Property, { decisions }: Trial, { label }: ChosenPolicy): string[] {
  if (id !== 'baseline') return [];
  return decisions.flatMap(({ baselineBytes }, index) =>
    baselineBytes === undefined || baselineBytes < 0 || index > 0
      ? []
      : [`expect address(${mappingName(index)}) == ${hex(baselineBytes)} for ${label}`],
  );
}
