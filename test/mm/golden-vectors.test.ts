import { describe, expect, it } from 'vitest';
import { GIB, hex, KIB, MIB } from '../../src/machine/bytes.ts';
import { buildMachine, type Machine } from '../../src/machine/machine.ts';
import type { AreaRequest } from '../../src/mm/area-request.ts';
import { getUnmappedArea } from '../../src/mm/get-unmapped-area.ts';
import { createMm, type Mm } from '../../src/mm/mm.ts';
import { mmap } from '../../src/mm/mmap.ts';
import { thpUnmappedArea } from '../../src/mm/thp.ts';
import { VM } from '../../src/mm/vma.ts';

/** Vectors of an independent small model of the kernel's sources: kernel-facts 8, x86-64, 4K, no randomisation. */
const P = 4 * KIB;
const machine = buildMachine({ arch: 'x86_64' }).machine!;

function request(lengthBytes: number, offsetBytes = 0): AreaRequest {
  return {
    hasFile: true,
    hook: 'none',
    shared: true,
    shmemHuge: false,
    hintPages: 0,
    lengthPages: lengthBytes / P,
    pgoff: offsetBytes / P,
    fixed: false,
    in32bit: false,
    hugetlbPages: 0,
  };
}

const plain = (mm: Mm, length: number, offset = 0) =>
  address(getUnmappedArea(mm, request(length, offset)).page);
const address = (page: number | undefined) => (page === undefined || page < 0 ? 'none' : hex(page * P));

function thp(mm: Mm, length: number, size: number, offset = 0): string {
  const alignment = { sizePages: size / P, offsetPages: offset / P, reason: 'test' };
  return address(thpUnmappedArea(mm, request(length, offset), alignment)?.page);
}

/** Everything occupied but one gap that ends at `top`. */
function withOneGap(gapBytes: number, top: number): Mm {
  const mm = createMm(machine);
  const attributes = { flags: VM.READ, file: 1, pgoff: 0, owner: 0 };
  mm.space.place(16, (top - gapBytes) / P, attributes);
  mm.space.place(top / P, machine.taskSizeBytes / P, attributes);
  return mm;
}

describe('mmap_base', () => {
  const base = (settings: object) =>
    hex(buildMachine({ arch: 'x86_64', ...settings }).machine!.mmapBaseBytes);
  it.each([
    ['8M stack, no randomisation', {}, '0x7ffff7fff000'],
    ['randomised, rnd = 0', { aslr: true }, '0x7ffbff700000'],
    ['arm64 with 48 bits', { arch: 'arm64' }, '0xfffff8000000'],
    ['a 32-bit program', { arch: 'i386' }, '0xf7ffe000'],
  ])('%s', (_, settings, wanted) => expect(base(settings)).toBe(wanted));
});

describe('placements in an empty space', () => {
  const empty = () => createMm(machine);
  it('plain 2G', () => expect(plain(empty(), 2 * GIB)).toBe('0x7fff77fff000'));
  it('thp 2G with 2M', () => expect(thp(empty(), 2 * GIB, 2 * MIB)).toBe('0x7fff77e00000'));
  it('thp 2G with 1G', () => expect(thp(empty(), 2 * GIB, GIB)).toBe('0x7fff40000000'));
  it('62M - 4K at 2M + 4K', () =>
    expect(thp(empty(), 62 * MIB - P, 2 * MIB, 2 * MIB + P)).toBe('0x7ffff4001000'));

  it('three file maps of 3M one after the other leave a hole of 1M each', () => {
    const mm = empty();
    const place = (m: Mm, r: AreaRequest) =>
      thpUnmappedArea(m, r, { sizePages: 512, offsetPages: 0, reason: 'test' })!;
    const call = {
      hintBytes: 0,
      lengthBytes: 3 * MIB,
      pgoff: 0,
      fixed: 'no',
      in32bit: false,
      growsdown: false,
    } as const;
    const rest = {
      shared: false,
      noreserve: true,
      nohugepage: false,
      prot: VM.READ,
      backing: undefined,
      owner: 0,
    };
    const got = [1, 2, 3].map(() => address(mmap(mm, { ...call, ...rest }, place).page));
    expect(got).toEqual(['0x7ffff7c00000', '0x7ffff7800000', '0x7ffff7400000']);
  });

  it('keeps the guard gap below a stack', () => {
    const low: Machine = { ...machine, mmapBaseBytes: 0x7fff_ffff_f000 };
    const mm = createMm(low);
    const stack = { flags: VM.READ | VM.WRITE | VM.GROWSDOWN, file: 0, pgoff: 0, owner: 0 };
    mm.space.place(0x7fff_fffd_e000 / P, 0x7fff_ffff_f000 / P, stack);
    expect(plain(mm, P)).toBe('0x7fffffedd000');
  });
});

describe('padding', () => {
  const top = 0x7fff_0000_0000;
  it('a gap of exactly 4M takes 4M plain, aligned by neither form', () => {
    const mm = withOneGap(4 * MIB, top);
    expect(plain(mm, 4 * MIB)).toBe(hex(top - 4 * MIB));
    expect(thp(mm, 4 * MIB, 2 * MIB)).toBe('none');
  });
  it('a gap of 6M - 4K fits the mask, not the thp form', () => {
    const mm = withOneGap(6 * MIB - P, top);
    expect(thp(mm, 4 * MIB, 2 * MIB)).toBe('none');
    const mask = [{ alignPages: 512, offsetPages: 0, reason: 'test' }];
    expect(address(getUnmappedArea(mm, request(4 * MIB), mask).page)).toBe('0x7ffeffc00000');
  });
  it('a gap of 6M fits both, at the same place', () => {
    const mm = withOneGap(6 * MIB, top);
    expect(thp(mm, 4 * MIB, 2 * MIB)).toBe('0x7ffeffc00000');
  });
});
