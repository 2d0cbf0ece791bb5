import { describe, expect, it } from 'vitest';
import { GIB, KIB, MIB } from '../../src/machine/bytes.ts';
import type { PrepareAction } from '../../src/policies/policy.ts';
import { guarded, instanceOf, machineOf, mapping, proposed, told } from './proposal.ts';

/** Policies that a driver or mm tells something, as kernel-facts 7 and the dossiers define them. */
const P = 4 * KIB;
const PA = 0x2000_0000_0000;
const arm = machineOf({ arch: 'arm64' });
const legacy = machineOf({ layout: 'legacy' });
const other = ['anon', 'anon-shared', 'file'] as const;

describe('pighin-thp', () => {
  const thp = (offset: number) => [['thp', 2 * MIB, offset]];
  it('gives VFIO files the thp hook: PMD, congruent to pgoff', () => {
    expect(proposed('pighin-thp', mapping(P, { offsetBytes: 3 * P }))).toEqual(thp(3 * P));
    expect(proposed('pighin-thp', mapping(P, { vfio: false }))).toEqual([]);
    expect(proposed('pighin-thp', mapping(P, { hook: 'thp' }))).toEqual([]);
    expect(
      proposed('pighin-thp', mapping(P), {}, machineOf({ arch: 'arm64', granuleBytes: 64 * KIB })),
    ).toEqual([['thp', 512 * MIB, 0]]);
  });
  it('scope=files: every file without a hook', () => {
    const all = (kind: 'anon' | 'anon-shared' | 'file' | 'device', vfio = false) =>
      proposed('pighin-thp(scope=files)', mapping(P, { kind, vfio }));
    expect([all('file'), all('device')]).toEqual([thp(0), thp(0)]);
    expect([all('anon'), all('anon-shared')]).toEqual([[], []]);
    expect(proposed('pighin-thp(scope=files)', mapping(P, { kind: 'file', hook: 'shmem' }))).toEqual([]);
  });
});

describe('xu-pa', () => {
  const bar = (sizeBytes: number, offsetBytes = 0) => ({ bar: { startBytes: PA, sizeBytes, offsetBytes } });
  it('asks for PUD, then PMD, congruent to the physical address', () => {
    expect(proposed('xu-pa', mapping(2 * GIB), bar(2 * GIB))).toEqual([
      ['thp', GIB, PA],
      ['thp', 2 * MIB, PA],
    ]);
    expect(proposed('xu-pa', mapping(GIB), bar(2 * GIB, P))).toEqual([
      ['thp', GIB, PA + P],
      ['thp', 2 * MIB, PA + P],
    ]);
  });
  it('by the smaller of BAR and length, the offset not taken off', () => {
    const sizes = (length: number, size: number) =>
      proposed('xu-pa', mapping(length), bar(size)).map(([, align]) => align);
    expect(sizes(GIB - P, 2 * GIB)).toEqual([2 * MIB]);
    expect(sizes(2 * GIB, GIB - P)).toEqual([2 * MIB]);
    expect(sizes(2 * MIB, 2 * GIB)).toEqual([2 * MIB]);
    expect(sizes(2 * MIB - P, 2 * GIB)).toEqual([]);
  });
  it('is plain outside the BAR, and without one', () => {
    expect(proposed('xu-pa', mapping(GIB), bar(GIB, GIB))).toEqual([]);
    expect(proposed('xu-pa', mapping(GIB), bar(GIB, GIB - P))).toHaveLength(2);
    expect(proposed('xu-pa', mapping(GIB))).toEqual([]);
  });
  it('skips leaf sizes that the machine has not', () => {
    const noPud = machineOf({ leaves: { pud: false } });
    expect(proposed('xu-pa', mapping(GIB), bar(GIB), noPud)).toEqual([['thp', 2 * MIB, PA]]);
  });
});

describe('xu-order', () => {
  it('asks for one order, congruent to pgoff', () => {
    expect(proposed('xu-order', mapping(GIB, { offsetBytes: P }), { maxOrder: 18 })).toEqual([
      ['thp', GIB, P],
    ]);
    expect(proposed('xu-order', mapping(GIB), { maxOrder: 9 })).toEqual([['thp', 2 * MIB, 0]]);
    expect(proposed('xu-order', mapping(GIB))).toEqual([]);
  });
  it('is plain with a hint, with a hook and for what is no device', () => {
    const of = (more: object) => proposed('xu-order', mapping(GIB, more), { maxOrder: 9 });
    expect(of({ hintBytes: P })).toEqual([]);
    expect(of({ hook: 'shmem' })).toEqual([]);
    for (const kind of other) expect(of({ kind })).toEqual([]);
  });
  it('order 0 pads by a page; order0=plain does not', () => {
    expect(proposed('xu-order', mapping(GIB), { maxOrder: 0 })).toEqual([['thp', P, 0]]);
    expect(proposed('xu-order(order0=plain)', mapping(GIB), { maxOrder: 0 })).toEqual([]);
    expect(proposed('xu-order(order0=plain)', mapping(GIB), { maxOrder: 1 })).toEqual([['thp', 2 * P, 0]]);
  });
});

const masks = (offset: number, ...sizes: number[]) => sizes.map((size) => ['mask', size, offset]);

describe('gunthorpe-start-pfn', () => {
  const ask = (policy: string, length: number, pa: number, more = {}, machine = machineOf()) =>
    proposed(policy, mapping(length, more), { startPfn: pa / P }, machine);

  it('tries every leaf of which one block fits at the PFN, largest first', () => {
    expect(ask('gunthorpe-start-pfn', 2 * GIB, PA)).toEqual(masks(PA, GIB, 2 * MIB));
    expect(ask('gunthorpe-start-pfn', GIB, PA + P)).toEqual(masks(PA + P, 2 * MIB));
    expect(ask('gunthorpe-start-pfn', 2 * MIB, PA + P)).toEqual([]);
    expect(ask('gunthorpe-start-pfn', 4 * MIB - P, PA + P)).toEqual(masks(PA + P, 2 * MIB));
    expect(ask('gunthorpe-start-pfn', 4 * MIB - 2 * P, PA + P)).toEqual([]);
    expect(proposed('gunthorpe-start-pfn', mapping(GIB))).toEqual([]);
  });
  it('has contPMD and contPTE on arm64 unless cont=off', () => {
    const sizes = (policy: string) => ask(policy, GIB, PA, {}, arm).map(([, size]) => size);
    expect(sizes('gunthorpe-start-pfn')).toEqual([GIB, 32 * MIB, 2 * MIB, 64 * KIB]);
    expect(sizes('gunthorpe-start-pfn(cont=off)')).toEqual([GIB, 2 * MIB]);
    expect(sizes('gunthorpe-start-pfn(cont=off,generous=on)')).toEqual([GIB, 2 * MIB]);
  });
  it('aligns after an occupied hint and in the legacy layout, unless told not to', () => {
    const hinted = { hintBytes: P };
    expect(ask('gunthorpe-start-pfn', GIB, PA, hinted)).toHaveLength(2);
    expect(ask('gunthorpe-start-pfn(hint=plain)', GIB, PA, hinted)).toEqual([]);
    expect(ask('gunthorpe-start-pfn(hint=plain)', GIB, PA)).toHaveLength(2);
    expect(ask('gunthorpe-start-pfn', GIB, PA, {}, legacy)).toHaveLength(2);
    expect(ask('gunthorpe-start-pfn(legacy=off)', GIB, PA, {}, legacy)).toEqual([]);
    expect(ask('gunthorpe-start-pfn(legacy=off)', GIB, PA)).toHaveLength(2);
  });
  it('generous: the largest leaf first whenever the length reaches a PMD', () => {
    const generous = 'gunthorpe-start-pfn(generous=on)';
    expect(ask(generous, 2 * MIB, PA + P)).toEqual(masks(PA + P, GIB));
    expect(ask(generous, 2 * MIB - P, PA)).toEqual([]);
    expect(ask(generous, 4 * MIB, PA)).toEqual(masks(PA, GIB, 2 * MIB));
    expect(ask(generous, GIB, PA)).toEqual(masks(PA, GIB, 2 * MIB));
    expect(ask('gunthorpe-start-pfn(generous=on,hint=plain)', GIB, PA, { hintBytes: P })).toEqual([]);
    const big = machineOf({ arch: 'arm64', granuleBytes: 16 * KIB });
    const largest = (policy: string) =>
      proposed(policy, mapping(32 * MIB), { startPfn: PA / (16 * KIB) + 1 }, big)[0]?.[1];
    expect(largest('gunthorpe-start-pfn(generous=on)')).toBe(GIB);
    expect(largest('gunthorpe-start-pfn(cont=off,generous=on)')).toBe(32 * MIB);
    const none = machineOf({ leaves: { pud: false, pmd: false } });
    expect(ask(generous, GIB, PA, {}, none)).toEqual([]);
  });
  it('ranges=real: tests the ranges that the mapping really has', () => {
    const facts = {
      startPfn: PA / P,
      ranges: [
        { physBytes: PA + MIB, lengthBytes: 2 * MIB },
        { physBytes: PA + 8 * MIB, lengthBytes: 2 * MIB },
      ],
    };
    const ask = (policy: string, ranges = facts.ranges) =>
      proposed(policy, mapping(4 * MIB), { ...facts, ranges });
    expect(ask('gunthorpe-start-pfn')).toEqual(masks(PA, 2 * MIB));
    expect(ask('gunthorpe-start-pfn(ranges=real)')).toEqual(masks(PA, 2 * MIB));
    expect(ask('gunthorpe-start-pfn(ranges=real)', facts.ranges.slice(0, 1))).toEqual([]);
  });
});

describe('stoakes-action', () => {
  const action = (startPfn: number | undefined, startPfnBefore = startPfn): PrepareAction => ({
    kind: 'remap',
    startPfn,
    startPfnBefore,
  });
  const pfn = PA / P;

  it('is congruent to the PFN that the action carries', () => {
    expect(proposed('stoakes-action', mapping(GIB), { action: action(pfn) })).toEqual(
      masks(PA, GIB, 2 * MIB),
    );
    expect(proposed('stoakes-action', mapping(GIB), { action: action(undefined) })).toEqual([]);
    expect(proposed('stoakes-action', mapping(GIB))).toEqual([]);
    expect(
      proposed('stoakes-action(cont=off,legacy=off)', mapping(GIB), { action: action(pfn) }, legacy),
    ).toEqual([]);
  });
  it('pgoff=before: the PFN for the pgoff that the caller gave', () => {
    const both = { action: action(pfn, pfn + 1) };
    expect(proposed('stoakes-action', mapping(4 * MIB), both)).toEqual(masks(PA, 2 * MIB));
    expect(proposed('stoakes-action(pgoff=before)', mapping(4 * MIB), both)).toEqual(masks(PA + P, 2 * MIB));
    expect(proposed('stoakes-action(pgoff=before)', mapping(4 * MIB))).toEqual([]);
  });
  it('declare-only=on: a driver without an action declares its PFN', () => {
    const facts = { startPfn: pfn + 1 };
    expect(proposed('stoakes-action(declare-only=on)', mapping(4 * MIB), facts)).toEqual(
      masks(PA + P, 2 * MIB),
    );
    expect(
      proposed('stoakes-action(declare-only=on)', mapping(4 * MIB), { ...facts, action: action(pfn) }),
    ).toEqual(masks(PA, 2 * MIB));
    expect(proposed('stoakes-action', mapping(4 * MIB), facts)).toEqual([]);
  });
});

describe('arif-exec-order', () => {
  it('says which of its two sizes a search is for', () => {
    const searches = instanceOf('arif-exec-order', arm).propose!(
      guarded('arif-exec-order', mapping(GIB, { kind: 'file', hook: 'thp' }), told({ execFolioOrder: 4 })),
    );
    expect(searches.map(({ reason }) => reason)).toEqual(['PMD, congruent to pgoff', 'exec folio order']);
  });
  const file = (more = {}) => mapping(GIB, { kind: 'file', hook: 'thp', offsetBytes: P, ...more });
  const ask = (policy: string, of = file(), order = 4, machine = arm) =>
    proposed(policy, of, { execFolioOrder: order }, machine);
  const both = [
    ['thp', 2 * MIB, P],
    ['thp', 64 * KIB, P],
  ];

  it('tries the PMD, then the exec folio order, for files with the thp hook', () => {
    expect(ask('arif-exec-order')).toEqual(both);
    expect(ask('arif-exec-order', file(), 0)).toEqual([]);
    for (const hook of ['none', 'shmem', 'hugetlb'] as const)
      expect(ask('arif-exec-order', file({ hook }))).toEqual([]);
  });
  it('scope=files: every file and device without a hook too', () => {
    const scoped = (
      kind: 'anon' | 'anon-shared' | 'file' | 'device',
      hook: 'none' | 'shmem' | 'thp' = 'none',
    ) => ask('arif-exec-order(scope=files)', file({ kind, hook }));
    expect([scoped('file'), scoped('device'), scoped('file', 'thp')]).toEqual([both, both, both]);
    expect([scoped('anon'), scoped('anon-shared'), scoped('file', 'shmem')]).toEqual([[], [], []]);
  });
  it('order=v3 stays at 64K with 16K pages', () => {
    const big = machineOf({ arch: 'arm64', granuleBytes: 16 * KIB });
    expect(ask('arif-exec-order', file(), 7, big).map(([, size]) => size)).toEqual([32 * MIB, 2 * MIB]);
    expect(ask('arif-exec-order(order=v3)', file(), 7, big).map(([, size]) => size)).toEqual([
      32 * MIB,
      64 * KIB,
    ]);
    expect(ask('arif-exec-order(order=v3)')).toEqual(both);
  });
});
