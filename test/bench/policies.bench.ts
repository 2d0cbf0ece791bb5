import type { CheckedDevice, ScenarioPoint } from '../../src/language/checked-scenario.ts';
import { buildMachine } from '../../src/machine/machine.ts';
import type { MmapOperation, Operation } from '../../src/plan/operation.ts';
import { RandomStream } from '../../src/plan/random.ts';
import type { ChosenPolicy } from '../../src/policies/chosen-policy.ts';
import { PolicyRun } from '../../src/policies/policy-run.ts';
import { defaultPolicies } from '../../src/policies/registry.ts';
import { Cell } from '../../src/replay/cell.ts';
import { median } from './churn.ts';

/** What one policy's work costs, at 10,000 live mappings. */
export interface PolicyRow {
  readonly policy: string;
  /** Nanoseconds for each search or system call that it makes. */
  readonly ns: number;
  readonly steps: number;
  /** The same as a multiple of linux just before it, median over the turns. */
  readonly relative: number;
}

const LIVE = 10_000;
const BAR = 2 ** 34;

/**
 * A churn of device mappings among many live ones, under every policy in turns. Every turn begins elsewhere in the
 * list: collections come at even distances, and would meet the same policy in every turn.
 */
export function policiesBench(turns = 7, calls = 10_000): PolicyRow[] {
  const policies = defaultPolicies().filter(({ definition }) => !definition.bound);
  const operations = program(calls);
  const timed = new Map(
    policies.map(({ label }) => [label, { ns: [] as number[], relative: [] as number[], steps: 0 }]),
  );
  for (let turn = 0; turn <= turns; turn++) {
    for (const policy of [...policies.slice(turn), ...policies.slice(0, turn)]) {
      const linux = measure(policies[0]!, operations);
      const own = policy === policies[0] ? linux : measure(policy, operations);
      if (turn === 0) continue;
      const entry = timed.get(policy.label)!;
      entry.ns.push(own.ns / own.steps);
      entry.relative.push(own.ns / own.steps / (linux.ns / linux.steps));
      entry.steps = own.steps;
    }
  }
  return [...timed].map(([policy, { ns, relative, steps }]) => ({
    policy,
    ns: median(ns),
    steps,
    relative: median(relative),
  }));
}

function measure(policy: ChosenPolicy, operations: readonly Operation[]): { ns: number; steps: number } {
  const machine = buildMachine({ arch: 'x86_64', maxMapCount: 2 ** 20 }).machine!;
  const point = { devices: [DEVICE], files: [] } as unknown as ScenarioPoint;
  const program = { occupied: [], operations, touches: [], rndPages: 0 };
  const cell = new Cell({ point, program, run: new PolicyRun(policy, machine) });
  for (const operation of operations.slice(0, LIVE)) cell.run(operation);
  const before = cell.searches + cell.systemCalls;
  const rest = operations.slice(LIVE);
  const from = process.hrtime.bigint();
  for (const operation of rest) cell.run(operation);
  const ns = Number(process.hrtime.bigint() - from);
  if (cell.policy.failure) throw new Error(`${policy.label}: ${cell.policy.failure.message}`);
  return { ns, steps: cell.searches + cell.systemCalls - before };
}

const DEVICE: CheckedDevice = {
  name: 'gpu',
  driver: 'vfio-pci',
  facts: {
    populate: 'fault',
    vfio: true,
    startPfn: true,
    action: 'none',
    maxOrder: 'auto',
    hook: 'none',
    pgoffShiftBytes: 0,
  },
  regions: [
    {
      name: 'bar2',
      sizeBytes: BAR,
      ranges: [{ physBytes: 2 ** 45, sizeBytes: BAR }],
      offsetBaseBytes: 2 * 2 ** 40,
      prefetchable: true,
      holes: [],
    },
  ],
};

/** Anonymous mappings with a hole beside each, then device mappings of 4K to 64M that come and go. */
function program(calls: number): Operation[] {
  const stream = new RandomStream(1, 'bench');
  const operations: Operation[] = [];
  for (let i = 0; i < LIVE; i++) operations.push(anonymous(i, stream.integer(1, 64)));
  const slots: number[] = [];
  let next = LIVE;
  for (let i = 0; i < calls; i++) {
    if (slots.length >= 200) {
      const at = stream.integer(0, slots.length - 1);
      operations.push({ op: 'munmap', range: { slot: slots[at]!, offsetBytes: 0, lengthBytes: undefined } });
      slots[at] = slots.pop()!;
    }
    const pages = 2 ** stream.integer(0, 14);
    operations.push(device(next, stream.integer(0, BAR / 4096 - pages) * 4096, pages * 4096));
    slots.push(next++);
  }
  return operations;
}

function anonymous(slot: number, pages: number): MmapOperation {
  const prot = slot % 2 === 0 ? 'rw' : 'r';
  return {
    ...call(slot),
    source: { kind: 'anon', shared: false },
    shared: false,
    prot,
    lengthBytes: pages * 4096,
  };
}

function device(slot: number, offsetBytes: number, lengthBytes: number): MmapOperation {
  return { ...call(slot), source: { kind: 'device', device: 0, region: 0 }, offsetBytes, lengthBytes };
}

function call(slot: number): MmapOperation {
  return {
    op: 'mmap',
    slot,
    name: '',
    source: { kind: 'anon', shared: false },
    offsetBytes: 0,
    lengthBytes: 4096,
    at: undefined,
    fixed: 'no',
    in32bit: false,
    growsdown: false,
    shared: true,
    prot: 'rw',
    nohugepage: false,
    guestBytes: undefined,
  };
}
