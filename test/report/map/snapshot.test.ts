import { describe, expect, it } from 'vitest';
import { defaultPolicies } from '../../../src/policies/registry.ts';
import { mapOfMoments } from '../../../src/report/map/draw-map.ts';
import { cell } from '../../scenarios/shipped.ts';
import { QUICK, shippedMap, shippedPlan, snapshotOf } from './shipped-maps.ts';

const WHOLE = '2 GiB BAR, empty process';

describe('a map says what the tables say', () => {
  it.each(QUICK)('%s', (name) => {
    const map = shippedMap(name);
    for (const snapshot of map.snapshots.filter(({ message }) => message === '')) {
      const { placements, fragmentation } = cell(name, snapshot.policy, map.point);
      expect(snapshot.mappings.map((one) => one.name)).toEqual(placements.map(({ mapping }) => mapping));
      for (const [index, { segments, fits, faults, target }] of snapshot.mappings.entries()) {
        const row = placements[index]!;
        expect(faults).toBe(row.faults);
        if (snapshot.bound || typeof row.address !== 'number') continue;
        if (target === 'PA' && typeof row.pa === 'number' && segments[0]!.vaBytes === row.address) {
          for (const { sizeBytes, awayBytes } of fits)
            expect(BigInt(row.address) - BigInt(row.pa) - BigInt(awayBytes)).toSatisfy(
              (rest: bigint) => rest % BigInt(sizeBytes) === 0n,
            );
        }
      }
      if (!snapshot.bound) expect(snapshot.vmas).toHaveLength(Number(fragmentation.vmas));
      expect(snapshot.vmas.every((vma, i, all) => i === 0 || all[i - 1]!.end <= vma.start)).toBe(true);
    }
  });
});

describe('2 GiB BAR, empty process', () => {
  const map = shippedMap(WHOLE);

  it('shows how far linux and pighin-thp miss', () => {
    const away = (policy: string) => snapshotOf(map, policy).mappings[0]!.fits.map((fit) => fit.awayBytes);
    // 0x7fff77fff000 is 0x3_7fff_000 modulo 1G, which is 1G - 0x8001000, and 2M - 4K modulo 2M.
    expect(away('linux')).toEqual([-0x8001000, -0x1000]);
    expect(away('pighin-thp')).toEqual([-0x8200000, 0]);
    expect(away('gunthorpe-start-pfn')).toEqual([0, 0]);
  });

  it('hatches what alignment left free', () => {
    const [hole] = snapshotOf(map, 'gunthorpe-start-pfn').holes;
    expect(hole).toEqual({ start: 0x7fff_c000_0000, end: 0x7fff_f7ff_f000 });
    expect(hole!.end - hole!.start).toBe(
      cell(WHOLE, 'gunthorpe-start-pfn').fragmentation.bytes_lost_to_alignment,
    );
    expect(snapshotOf(map, 'linux').holes).toEqual([]);
    expect(snapshotOf(map, 'ideal').holes).toEqual([]);
  });
});

describe('moments of a sequence', () => {
  const plan = shippedPlan('hotplug of 64 MiB BARs');
  const [linux] = defaultPolicies();

  it('come evenly apart and end with the end', () => {
    const { snapshots } = mapOfMoments(plan, linux!, 4);
    const all = plan.program.operations.length;
    expect(snapshots.map(({ calls }) => calls)).toEqual(
      [0.25, 0.5, 0.75, 1].map((part) => Math.round(part * all)),
    );
    const names = snapshots.map(({ mappings }) => mappings.map(({ name }) => name));
    expect(names).toEqual([[], [], [], ['regs', 'dev']]);
  });

  it('ends where a replay without stops ends', () => {
    const last = mapOfMoments(plan, linux!, 7).snapshots.at(-1)!;
    expect(last.vmas).toEqual(mapOfMoments(plan, linux!, 1).snapshots[0]!.vmas);
  });

  it('keep holes only while they are free', () => {
    const policy = defaultPolicies().find(({ label }) => label === 'gunthorpe-start-pfn')!;
    for (const { holes, vmas } of mapOfMoments(plan, policy, 5).snapshots) {
      const inside = holes.filter((hole) => vmas.some((vma) => vma.start < hole.end && hole.start < vma.end));
      expect(inside).toEqual([]);
    }
  });
});
