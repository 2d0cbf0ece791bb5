import { expect, it } from 'vitest';
import { fragmentationOverTime } from '../../src/metrics/fragmentation-over-time.ts';
import { defaultPolicies } from '../../src/policies/registry.ts';
import { shippedPlan } from '../report/map/shipped-maps.ts';
import { run } from '../scenarios/shipped.ts';

const NAME = 'hotplug of 64 MiB BARs';

it('ends with the figures of the tables', () => {
  const plan = shippedPlan(NAME);
  const series = fragmentationOverTime(plan, defaultPolicies(), 9);
  const cells = run(NAME).cells.filter(({ seed, policy }) => seed === plan.seed && policy !== 'ideal');
  expect(series.map(({ policy }) => policy)).toEqual(cells.map(({ policy }) => policy));
  for (const [index, { moments }] of series.entries()) {
    const last = moments.at(-1)!;
    const { vmas, gaps, unusable_2m } = cells[index]!.fragmentation;
    expect(last).toEqual({ calls: plan.program.operations.length, vmas, gaps, unusable2m: unusable_2m });
    expect(moments).toHaveLength(9);
  }
});
