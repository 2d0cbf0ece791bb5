import { describe, expect, it } from 'vitest';
import { GIB, KIB, MIB } from '../../src/machine/bytes.ts';
import { callsOf, instanceOf, machineOf, mapping } from './proposal.ts';

/** What VMMs do by themselves: kernel-facts 1.4 and 7 (Pg, Pg', Pg''). */
const P = 4 * KIB;
const BASE = 0x7000_0000_0000;
const region = (sizeBytes: number, offsetBytes = 0, id = 'bar2') => ({
  region: { id, sizeBytes, offsetBytes },
});
const reserve = (lengthBytes: number) => ({ call: 'reserve', lengthBytes });
const unmap = (addressBytes: number, lengthBytes: number) => ({ call: 'unmap', addressBytes, lengthBytes });
const map = (addressBytes: number, alignBytes: number) => ({ call: 'map-fixed', addressBytes, alignBytes });

describe('qemu-9.2', () => {
  const calls = (length: number, base: number | undefined) =>
    callsOf('qemu-9.2', mapping(length), region(64 * GIB), [base]);

  it('reserves length + align, aligns up, trims both ends', () => {
    expect(calls(2 * MIB, BASE + P)).toEqual([
      reserve(4 * MIB),
      unmap(BASE + P, 2 * MIB - P),
      unmap(BASE + 4 * MIB, P),
      map(BASE + 2 * MIB, 2 * MIB),
    ]);
  });
  it('has no head to trim where the reservation is aligned', () => {
    expect(calls(2 * MIB, BASE)).toEqual([
      reserve(4 * MIB),
      unmap(BASE + 2 * MIB, 2 * MIB),
      map(BASE, 2 * MIB),
    ]);
  });
  it.each([
    [3 * MIB, MIB],
    [P, P],
    [4 * GIB, GIB],
    [0x2f_00f0_0000, MIB],
    [5, P],
    [P + 1, 2 * P],
  ])('of %i bytes aligns to %i: the power of two that divides it, up to 1G', (length, align) => {
    const made = calls(length, BASE);
    expect(made?.at(-1)).toEqual(map(BASE, align));
    expect(made?.[0]).toEqual(reserve(Math.ceil(length / P) * P + align));
  });
  it('maps nothing where the reservation fails; leaves what is no region to the kernel', () => {
    expect(calls(2 * MIB, undefined)).toEqual([reserve(4 * MIB)]);
    expect(callsOf('qemu-9.2', mapping(P), {}, [])).toBeUndefined();
  });
});

describe('mastro', () => {
  const calls = (length: number, base: number, offsetBytes = 0, policy = 'mastro') =>
    callsOf(policy, mapping(length, { offsetBytes }), region(64 * GIB), [base]);

  it('takes the lowest address inside that is congruent to the offset', () => {
    expect(calls(2 * MIB, BASE, 3 * P)).toEqual([
      reserve(4 * MIB),
      unmap(BASE, 3 * P),
      unmap(BASE + 3 * P + 2 * MIB, 2 * MIB - 3 * P),
      map(BASE + 3 * P, 2 * MIB),
    ]);
  });
  it('counts from the base that the reservation got', () => {
    expect(calls(2 * MIB, BASE + 5 * P, 3 * P)?.at(-1)).toEqual(map(BASE + 2 * MIB + 3 * P, 2 * MIB));
    expect(calls(2 * MIB, BASE + P, 3 * P)?.at(-1)).toEqual(map(BASE + 3 * P, 2 * MIB));
  });
  it.each([
    [GIB, GIB],
    [GIB - P, 2 * MIB],
    [2 * MIB, 2 * MIB],
    [2 * MIB - P, P],
    [P + 1, P],
  ])('of %i bytes aligns to %i', (length, align) => {
    const made = calls(length, BASE);
    expect(made?.[0]).toEqual(reserve(Math.ceil(length / P) * P + align));
    expect(made?.at(-1)).toEqual(map(BASE, align));
  });
  it('small=plain: below 2M a plain mmap', () => {
    expect(calls(2 * MIB - P, BASE, 0, 'mastro(small=plain)')).toBeUndefined();
    expect(calls(2 * MIB, BASE, 0, 'mastro(small=plain)')).toHaveLength(3);
    expect(callsOf('mastro', mapping(GIB), {}, [])).toBeUndefined();
  });
});

describe('qemu-2026', () => {
  const machine = machineOf();
  /** One VMM: several areas, then the end; the bases that its reservations get. */
  function vmm(policy = 'qemu-2026') {
    const instance = instanceOf(policy, machine);
    return {
      area: (length: number, facts: ReturnType<typeof region>, ...bases: (number | undefined)[]) =>
        callsOf(policy, mapping(length), facts, bases, instance),
      settle: () => [...(instance.settle?.() ?? [])],
    };
  }

  it('reserves the whole region once, aligned to its power of two, and lays areas over it', () => {
    const { area, settle } = vmm();
    expect(area(2 * MIB, region(8 * MIB), BASE + P)).toEqual([
      reserve(16 * MIB),
      unmap(BASE + P, 8 * MIB - P),
      unmap(BASE + 16 * MIB, P),
      map(BASE + 8 * MIB, 8 * MIB),
    ]);
    expect(area(MIB, region(8 * MIB, 5 * MIB))).toEqual([map(BASE + 13 * MIB, 8 * MIB)]);
    expect(settle()).toEqual([unmap(BASE + 10 * MIB, 3 * MIB), unmap(BASE + 14 * MIB, 2 * MIB)]);
    expect(settle()).toEqual([]);
  });
  it('stops at 1G, unless cap=off; the region counts in whole pages', () => {
    const first = (policy: string, size: number) => vmm(policy).area(P, region(size), BASE)?.[0];
    expect(first('qemu-2026', 3 * GIB)).toEqual(reserve(4 * GIB));
    expect(first('qemu-2026(cap=off)', 3 * GIB)).toEqual(reserve(7 * GIB));
    expect(first('qemu-2026(cap=off)', 3 * MIB)).toEqual(reserve(7 * MIB));
    expect(first('qemu-2026', 3 * MIB)).toEqual(reserve(7 * MIB));
    expect(first('qemu-2026', P + 1)).toEqual(reserve(4 * P));
    expect(first('qemu-2026', P)).toEqual(reserve(2 * P));
  });
  it('has no head to trim where the reservation is aligned, and always a tail', () => {
    expect(vmm().area(8 * MIB, region(8 * MIB), BASE)).toEqual([
      reserve(16 * MIB),
      unmap(BASE + 8 * MIB, 8 * MIB),
      map(BASE, 8 * MIB),
    ]);
  });
  it('begins anew for another region, and for an area that is taken already', () => {
    const { area, settle } = vmm();
    area(2 * MIB, region(8 * MIB), BASE);
    expect(area(2 * MIB, region(4 * MIB, 0, 'bar4'), 2 * BASE)).toEqual([
      unmap(BASE + 2 * MIB, 6 * MIB),
      reserve(8 * MIB),
      unmap(2 * BASE + 4 * MIB, 4 * MIB),
      map(2 * BASE, 4 * MIB),
    ]);
    expect(area(MIB, region(4 * MIB, MIB, 'bar4'), 3 * BASE)?.[0]).toEqual(
      unmap(2 * BASE + 2 * MIB, 2 * MIB),
    );
    expect(settle()).toEqual([unmap(3 * BASE, MIB), unmap(3 * BASE + 2 * MIB, 2 * MIB)]);
  });
  it('never lays an area over what another region reserved', () => {
    const { area } = vmm();
    area(2 * MIB, region(8 * MIB), BASE);
    expect(area(MIB, region(8 * MIB, 4 * MIB, 'bar4'), 2 * BASE)?.map(({ call }) => call)).toEqual([
      'unmap',
      'reserve',
      'unmap',
      'map-fixed',
    ]);
  });
  it('rounds areas to pages; one that fills what is left, or leaves only its front, is no new region', () => {
    const { area, settle } = vmm();
    area(MIB, region(4 * MIB, MIB), BASE);
    expect(area(MIB - 1, region(4 * MIB))).toEqual([map(BASE, 4 * MIB)]);
    expect(area(2 * MIB, region(4 * MIB, 2 * MIB))).toEqual([map(BASE + 2 * MIB, 4 * MIB)]);
    expect(settle()).toEqual([]);
    expect(area(P, region(4 * MIB), undefined)).toEqual([reserve(8 * MIB)]);
    expect(settle()).toEqual([]);
  });
  it('an area that leaves the free part is reserved anew', () => {
    const { area } = vmm();
    area(MIB, region(4 * MIB, 2 * MIB), BASE);
    expect(area(2 * MIB + P, region(4 * MIB), 2 * BASE)?.map(({ call }) => call)).toEqual([
      'unmap',
      'unmap',
      'reserve',
      'unmap',
      'map-fixed',
    ]);
  });
  it('leaves what is no region to the kernel', () => {
    expect(callsOf('qemu-2026', mapping(P), {}, [])).toBeUndefined();
    expect(vmm().settle()).toEqual([]);
  });
});
