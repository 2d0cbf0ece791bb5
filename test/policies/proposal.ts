import { buildMachine, type Machine } from '../../src/machine/machine.ts';
import type { MachineSettings } from '../../src/machine/settings.ts';
import type { AreaRequest } from '../../src/mm/area-request.ts';
import type { Fact, Facts, Mapping, PolicyInstance, UserCall } from '../../src/policies/policy.ts';
import { GuardedRequest } from '../../src/policies/policy-request.ts';
import { parsePolicy } from '../../src/policies/registry.ts';
import { NO_FACTS } from '../../src/replay/source-facts.ts';
import { request } from '../mm/process.ts';

/** A machine; x86-64 where nothing else is said. */
export function machineOf(settings: Partial<MachineSettings> = {}): Machine {
  return buildMachine({ arch: 'x86_64', ...settings }).machine!;
}

/** A mapping of a VFIO device without a hook; bytes. */
export function mapping(lengthBytes: number, more: Partial<Mapping> = {}): Mapping {
  return {
    kind: 'device',
    lengthBytes,
    offsetBytes: 0,
    hintBytes: 0,
    shared: true,
    in32bit: false,
    hook: 'none',
    vfio: true,
    ...more,
  };
}

/** What mm is asked for a mapping, in pages of so many bytes. */
export function areaRequest(of: Mapping, pageBytes: number): AreaRequest {
  return request(of.lengthBytes / pageBytes, {
    hasFile: of.kind === 'device' || of.kind === 'file',
    hook: of.hook,
    shared: of.shared,
    hintPages: of.hintBytes / pageBytes,
    pgoff: of.offsetBytes / pageBytes,
    in32bit: of.in32bit,
  });
}

/** What is told: nothing but what `more` says. */
export function told(more: Partial<Facts> = {}): Facts {
  return { ...NO_FACTS, ...more };
}

/** A policy at work on a machine, options and all: `wilcox-length(cont=off)`. */
export function instanceOf(policy: string, machine: Machine): PolicyInstance<Fact> {
  const { definition, options } = parsePolicy(policy);
  if (definition.create) return definition.create(machine, options);
  return { propose: (request) => definition.propose!(request, machine, options) };
}

/** A request that shows what is allowed, and nothing else. */
export function guardedFor(of: Mapping, facts: Facts, allowed: Iterable<Fact>): GuardedRequest {
  // Pages of one byte, so that lengths need not be whole pages of any machine.
  return new GuardedRequest(areaRequest(of, 1), of, 1, facts, new Set(allowed));
}

/** A request that shows what the policy declared, and nothing else. */
export function guarded(policy: string, of: Mapping, facts: Facts): GuardedRequest {
  return guardedFor(of, facts, parsePolicy(policy).needs);
}

/** The searches that a policy proposes, as `[form, align, offset]`; bytes. */
export function proposed(
  policy: string,
  of: Mapping,
  facts: Partial<Facts> = {},
  machine = machineOf(),
): readonly (readonly [form: string, alignBytes: number, offsetBytes: number])[] {
  const searches = instanceOf(policy, machine).propose?.(guarded(policy, of, told(facts))) ?? [];
  return searches.map(({ form, alignBytes, offsetBytes, reason }) => {
    if (reason === '') throw new Error(`${policy} gives no reason`);
    return [form, alignBytes, offsetBytes];
  });
}

/** The calls of a VMM, each `reserve` answered with `bases` in turn; sizes and addresses in bytes. */
export function callsOf(
  policy: string,
  of: Mapping,
  facts: Partial<Facts>,
  bases: readonly (number | undefined)[],
  instance = instanceOf(policy, machineOf()),
): readonly UserCall[] | undefined {
  const calls = instance.calls?.(guarded(policy, of, told(facts)));
  if (!calls) return undefined;
  const left = [...bases];
  const made: UserCall[] = [];
  let step = calls.next();
  while (!step.done) {
    made.push(step.value);
    step = calls.next(step.value.call === 'reserve' ? left.shift() : undefined);
  }
  return made;
}
