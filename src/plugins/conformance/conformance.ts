import { choosePolicy } from '../../policies/chosen-policy.ts';
import type { Options, PolicyDefinition } from '../../policies/policy.ts';
import { checkDefinition } from '../check-definition.ts';
import { PROPERTIES } from './properties.ts';
import {
  type ConformanceReport,
  type ConformanceSettings,
  DEFAULT_CONFORMANCE,
  type PropertyReport,
  runConformance,
} from './suite.ts';

/** What may be set of the suite; the rest is {@link DEFAULT_CONFORMANCE}. */
export interface ConformanceOptions extends Partial<ConformanceSettings> {
  /** Options of the policy that are not to be default. */
  readonly options?: Options;
}

/** One property as a test. */
export interface ConformanceTest {
  readonly name: string;
  /** @throws ConformanceError where the policy breaks the property. */
  readonly check: () => void;
}

/** A policy breaks a property: the message ends with the smallest situation, which `policy-lab run` takes as a file. */
export class ConformanceError extends Error {
  readonly code = 'PL-CONFORMANCE';

  constructor(
    policy: string,
    readonly property: PropertyReport,
  ) {
    const { id, meaning, counterExample } = property;
    super(`${policy}: ${id}: ${meaning}; not here: ${counterExample?.message}\n\n${counterExample?.text}`);
    this.name = 'ConformanceError';
  }
}

/**
 * The conformance suite of one policy, a test a property. The situations run when the first of them is checked.
 * @throws PluginError where the definition is none.
 */
export function conformance(
  definition: PolicyDefinition,
  { options = {}, ...settings }: ConformanceOptions = {},
): readonly ConformanceTest[] {
  const policy = choosePolicy(checkDefinition(definition, 'the policy', new Set()), options);
  let report: ConformanceReport | undefined;
  return PROPERTIES.map(({ id, meaning }) => ({
    name: `${policy.label}: ${id}: ${meaning}`,
    check: () => {
      report ??= runConformance(policy, { ...DEFAULT_CONFORMANCE, ...settings });
      const property = report.properties.find((one) => one.id === id);
      if (property?.counterExample) throw new ConformanceError(policy.label, property);
    },
  }));
}
