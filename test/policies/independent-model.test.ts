import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckedDevice, ScenarioPoint } from '../../src/language/checked-scenario.ts';
import { buildMachine, type Machine } from '../../src/machine/machine.ts';
import type { MmapOperation, OccupiedRegion } from '../../src/plan/operation.ts';
import { PolicyRun } from '../../src/policies/policy-run.ts';
import { parsePolicy } from '../../src/policies/registry.ts';
import { replayCell } from '../../src/replay/cell.ts';
import { type Ask, MODEL, type Space } from './independent-model.ts';

const P = 4096;
const M = 2 ** 20;
const G = 2 ** 30;
const machine = buildMachine({ arch: 'x86_64' }).machine!;

/** Lengths around every size that decides something. */
const length = fc.oneof(
  fc.integer({ min: 1, max: 4096 }).map((pages) => pages * P),
  fc
    .tuple(fc.constantFrom(M, 2 * M, 4 * M, 62 * M, 64 * M, G, 2 * G, 3 * G), fc.integer({ min: -2, max: 2 }))
    .map(([size, d]) => size + d * P),
  fc.integer({ min: 1, max: 1500 }).map((n) => n * 2 * M),
);
const barLength = fc.constantFrom(4 * M, 64 * M, 256 * M, G, 4 * G, 8 * G, 0x2f00f00000);
const barStart = fc.constantFrom(
  0x2000_0000_0000,
  0x3800_0060_0000,
  0x2f_0000_1000,
  0x38_4060_0000,
  0x10_0000_0000,
);

/** Occupancy from mmap_base downwards: gaps and regions, so that fits and misses are both common. */
const occupancy = fc.array(
  fc.record({
    gap: fc.oneof(
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 500, max: 1600 }),
      fc.integer({ min: 200_000, max: 900_000 }),
    ),
    pages: fc.integer({ min: 1, max: 5000 }),
  }),
  { maxLength: 12 },
);

const situation = fc.record({
  length,
  barLength,
  barStart,
  offset: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: 20_000 }),
    fc.integer({ min: 0, max: 600 }).map((n) => n * 512),
  ),
  occupancy,
  crowded: fc.boolean(),
  hint: fc.option(fc.integer({ min: 0x10, max: 0x7_ffff_ffff })),
});
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

function layOut({ occupancy: parts, crowded }: Situation): OccupiedRegion[] {
  const regions: { start: number; end: number }[] = [];
  let at = machine.mmapBaseBytes / P;
  for (const { gap, pages } of parts) {
    at -= gap + pages;
    regions.unshift({ start: at, end: at + pages });
  }
  if (crowded) {
    regions.unshift({ start: 16, end: regions[0]?.start ?? at });
    regions.push({ start: machine.mmapBaseBytes / P, end: machine.taskSizeBytes / P });
  }
  return regions
    .filter(({ start, end }) => end > start)
    .map((region) => ({ ...region, what: 'anon', permissions: 'r--p', file: '', pgoff: region.start }));
}

function ask(s: Situation): Ask {
  const barOff = Math.min(s.offset * P, s.barLength - P);
  const len = Math.min(s.length, s.barLength - barOff);
  const off = 2 * 2 ** 40 + barOff;
  return {
    len,
    off,
    pa: s.barStart + barOff,
    barStart: s.barStart,
    barLen: s.barLength,
    barOff,
    hint: (s.hint ?? 0) * P,
  };
}

function device({ barStart: physBytes, barLen: sizeBytes }: Ask): CheckedDevice {
  const ranges = [{ physBytes, sizeBytes }];
  const region = {
    name: 'bar2',
    sizeBytes,
    ranges,
    offsetBaseBytes: 2 * 2 ** 40,
    prefetchable: true,
    holes: [],
  };
  const facts = {
    populate: 'fault',
    vfio: true,
    startPfn: true,
    action: 'none',
    maxOrder: 'auto',
    hook: 'none',
    pgoffShiftBytes: 0,
  } as const;
  return { name: 'gpu', driver: 'vfio-pci', facts, regions: [region] };
}

function placed(policy: string, m: Machine, wanted: Ask, occupied: readonly OccupiedRegion[]) {
  const point = { devices: [device(wanted)], files: [] } as unknown as ScenarioPoint;
  const operation: MmapOperation = {
    op: 'mmap',
    slot: 0,
    name: 'x',
    source: { kind: 'device', device: 0, region: 0 },
    offsetBytes: wanted.barOff,
    lengthBytes: wanted.len,
    at: wanted.hint > 0 ? { offsetBytes: wanted.hint } : undefined,
    fixed: 'no',
    in32bit: false,
    growsdown: false,
    shared: true,
    prot: 'rw',
    nohugepage: false,
    guestBytes: undefined,
  };
  const run = new PolicyRun(parsePolicy(policy), m);
  const outcome = replayCell({
    point,
    program: { occupied, operations: [operation], touches: [], rndPages: 0 },
    run,
  });
  expect(outcome.failure).toBeUndefined();
  return outcome.mappings[0]!.pieces[0]?.vaBytes ?? -1;
}

describe.each(Object.keys(MODEL))('%s', (policy) => {
  it('places one BAR mapping where the second reading of the facts does', () => {
    fc.assert(
      fc.property(situation, (s) => {
        const wanted = ask(s);
        const occupied = layOut(s);
        const space: Space = {
          base: machine.mmapBaseBytes,
          legacy: machine.legacyBaseBytes,
          vmas: occupied.map(({ start, end }) => ({ start: start * P, end: end * P })),
        };
        const userSpace = /^(qemu|mastro)/.test(policy);
        expect(placed(policy, machine, wanted, occupied)).toBe(
          MODEL[policy]!(space, userSpace ? { ...wanted, hint: 0 } : wanted),
        );
      }),
      { numRuns: 600 },
    );
  });
});
