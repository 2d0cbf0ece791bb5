import { knowMachines } from '../../hunt/bounds.ts';
import type { Pair } from '../../hunt/corpus.ts';
import type { Family } from '../../hunt/family.ts';
import { huntMetric } from '../../hunt/loss.ts';
import { OPEN } from '../../hunt/mutate.ts';
import type { HuntSettings } from '../../hunt/tries.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import { type Chosen, choosePolicies, type PolicyArguments } from '../../plugins/choose-policies.ts';

/** What is hunted, as plain data that can be sent to another thread. */
export interface HuntRequest {
  readonly pairs: readonly Pair[];
  readonly metric: string;
  /** Losses below this share are none. */
  readonly least: number;
  readonly seed: number;
  readonly family: Family;
  /** Names of the invariants that are looked at; none in a hunt for losses. */
  readonly invariants: readonly string[];
  /** How the policies are asked for: functions cannot be sent. */
  readonly policies: PolicyArguments;
  readonly cwd: string;
}

/** A hunted scenario is one point and a few statements. */
const BUDGETS = { points: 1, statements: 1000, touches: 1_000_000 };

/** Chooses the policies of a request, and settles how its situations are judged. */
export async function settingsOf(request: HuntRequest): Promise<HuntSettings> {
  return huntSettings(request, await choosePolicies({ ...request.policies, isolate: false }, request.cwd));
}

/** The same for policies that were chosen before. */
export function huntSettings(
  { pairs, metric, least, family, invariants }: HuntRequest,
  { policies, definitions }: Pick<Chosen, 'policies' | 'definitions'>,
): HuntSettings {
  const wanted = huntMetric(metric);
  if (wanted === undefined) throw new Error(`'${metric}' is no metric that a hunt can turn on`);
  const fenced = family.seeds.length > 0;
  knowMachines(family.machines);
  return {
    judge: { check: checkSettings(definitions, BUDGETS), policies, metric, given: family.given },
    metric: wanted,
    pairs,
    least,
    invariants,
    fences: fenced ? { machines: family.machines.map(({ name }) => name), sources: family.sources } : OPEN,
  };
}
