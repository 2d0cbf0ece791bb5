import type { LetNode } from '../ast.ts';
import { calculate, type Scope } from './calculate.ts';
import type { Axis, Step } from './sweeps.ts';

/** One combination of the sweeps' values, before devices and files are settled for it. */
export interface SweepPoint {
  readonly label: string;
  readonly bindings: Readonly<Record<string, number>>;
  readonly machine?: string;
  readonly policyOptions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** How many points the sweeps give. */
export function countPoints(axes: readonly Axis[]): number {
  return axes.reduce((count, { steps }) => count * steps.length, 1);
}

/** All combinations, the last sweep fastest. */
export function crossedPoints(axes: readonly Axis[], lets: readonly LetNode[], scope: Scope): SweepPoint[] {
  // What ends with nothing must not be crossed on the way there.
  if (countPoints(axes) === 0) return [];
  const combinations = axes.reduce<Step[][]>(
    (all, { steps }) => all.flatMap((before) => steps.map((step) => [...before, step])),
    [[]],
  );
  return combinations.map((steps) => combine(steps, lets, scope));
}

function combine(steps: readonly Step[], lets: readonly LetNode[], { report }: Scope): SweepPoint {
  const bindings: Record<string, number> = {};
  const policyOptions: Record<string, Record<string, string>> = {};
  for (const step of steps) {
    Object.assign(bindings, step.bindings);
    if (!step.option) continue;
    const { policy, option, value } = step.option;
    policyOptions[policy] = { ...policyOptions[policy], [option]: value };
  }
  for (const { name, value } of lets) {
    const known = calculate(value, { bindings, report });
    if (known !== undefined) bindings[name.text] = known;
  }
  const labels = steps.flatMap(({ labels }) => labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const machine = steps.find((step) => step.machine !== undefined)?.machine;
  return {
    label: labels.map(([name, text]) => `${name}=${text}`).join(';'),
    bindings,
    policyOptions,
    ...(machine !== undefined && { machine }),
  };
}
