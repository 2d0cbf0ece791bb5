import { describe, expect, it } from 'vitest';
import type { MmapStatement, Statement } from '../../src/language/checked-scenario.ts';
import { check } from './harness.ts';

function scenario(text: string) {
  const { scenarios, diagnostics } = check(`language 1\n${text}`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return scenarios[0]!;
}

const DECLARED = `
device gpu { driver vfio-pci  bar 0 { phys 0x3800_0000_0000 size 16M } bar 2 { phys 0x2000_0000_0000 size 2G } }
file model { fs ext4  size 40G }
`;

function statements(body: string): readonly Statement[] {
  return scenario(`${DECLARED}scenario "s" { ${body} }`).body;
}

function mmap(body: string): MmapStatement {
  return statements(body).findLast((one): one is MmapStatement => one.kind === 'mmap')!;
}

describe('mmap', () => {
  it('has the defaults of the kernel interface', () => {
    expect(mmap('mmap anon of 2M')).toMatchObject({
      source: { kind: 'anon', shared: false },
      areas: false,
      fixed: 'no',
      in32bit: false,
      growsdown: false,
      sharing: 'private',
      prot: 'rw',
      nohugepage: false,
    });
    expect(mmap('mmap gpu.bar0').sharing).toBe('shared');
    expect(mmap('mmap hugetlb 2M of 2M').sharing).toBe('shared');
    expect(mmap('mmap model').sharing).toBe('private');
  });

  it('takes its clauses in any order', () => {
    const one = mmap('mmap gpu.bar2 offset 1M length 2M at 0x7000_0000_0000 fixed prot r');
    const other = mmap('mmap gpu.bar2 prot r fixed at 0x7000_0000_0000 length 2M offset 1M');
    const plain = ({ prot, fixed, at, length, offset }: MmapStatement) => ({
      prot,
      fixed,
      at: at?.offset.kind === 'number' && at.offset.value,
      length: length?.kind === 'number' && length.value,
      offset: offset?.kind === 'number' && offset.value,
    });
    expect(plain(one)).toEqual(plain(other));
    expect(plain(one)).toEqual({
      prot: 'r',
      fixed: 'fixed',
      at: 0x7000_0000_0000,
      length: 2 ** 21,
      offset: 2 ** 20,
    });
  });

  it('takes anonymous shared memory as such', () => {
    expect(mmap('mmap anon shared of 2M')).toMatchObject({
      source: { kind: 'anon', shared: true },
      sharing: 'shared',
    });
  });

  it('takes an address relative to a mapping', () => {
    expect(mmap('a = mmap anon of 2M mmap anon of 4K at a + 2M').at).toMatchObject({
      base: 'a',
      offset: { kind: 'number', value: 2 ** 21 },
    });
    expect(mmap('a = mmap anon of 2M mmap anon of 4K at a - 4K + 2 * 1M').at).toMatchObject({
      base: 'a',
      offset: { kind: 'binary', operator: '+' },
    });
    expect(mmap('a = mmap anon of 2M mmap anon of 4K at a').at).toMatchObject({
      base: 'a',
      offset: { kind: 'number', value: 0 },
    });
  });
});

describe('other statements', () => {
  it('tell a mapping from an address', () => {
    expect(statements('a = mmap anon of 2M munmap a')[1]).toMatchObject({
      target: { kind: 'mapping', name: 'a' },
    });
    expect(statements('a = mmap anon of 2M munmap a offset 4K length 4K')[1]).toMatchObject({
      target: { kind: 'mapping', name: 'a', offset: { value: 4096 }, length: { value: 4096 } },
    });
    expect(statements('a = mmap anon of 2M munmap a + 4K length 4K')[1]).toMatchObject({
      target: { kind: 'address', at: { base: 'a', offset: { value: 4096 } } },
    });
  });

  it('mremap may move unless it says not', () => {
    expect(statements('a = mmap anon of 2M b = mremap a to 4M')[1]).toMatchObject({
      name: 'b',
      mayMove: true,
    });
    expect(statements('a = mmap anon of 2M mremap a to 4M in place')[1]).toMatchObject({ mayMove: false });
    expect(
      statements('a = mmap anon of 2M mremap a to 4M move at 0x7000_0000_0000 dontunmap')[1],
    ).toMatchObject({
      mayMove: true,
      fixedAt: { offset: { value: 0x7000_0000_0000 } },
      dontUnmap: true,
    });
  });

  it('brk shrinks by a negative growth', () => {
    expect(statements('brk -4M')[0]).toMatchObject({
      growth: { kind: 'binary', operator: '-', left: { value: 0 }, right: { value: 2 ** 22 } },
    });
  });

  it('touch is sequential and once unless it says otherwise', () => {
    expect(statements('a = mmap anon of 2M touch a')[1]).toMatchObject({
      pattern: 'sequential',
      times: { value: 1 },
    });
  });
});

describe('seeds', () => {
  const seeds = (body: string, on = '') => scenario(`${DECLARED}scenario "s" ${on} { ${body} }`).seeds;

  it('are none where nothing is drawn, and one where something is', () => {
    expect(seeds('mmap anon of 4K')).toEqual([]);
    expect(seeds('mmap anon of uniform(4K, 8K)')).toEqual([1]);
    expect(seeds('repeat 2 { mmap anon of 4K munmap any }')).toEqual([1]);
    expect(seeds('a = mmap anon of 2M touch a zipf 100')).toEqual([1]);
  });
  it('are the ranges and numbers that are said', () => {
    expect(seeds('seeds 1..3, 9 mmap anon of uniform(4K, 8K)')).toEqual([1, 2, 3, 9]);
  });
});

describe('sweeps', () => {
  const points = (body: string) => scenario(`${DECLARED}scenario "s" { ${body} }`).points;

  it('are crossed, and name their points in order of name', () => {
    const all = points('sweep size in 1M, 2M sweep n in 1..2 mmap anon of $size * $n');
    expect(all.map(({ label }) => label)).toEqual([
      'n=1;size=1M',
      'n=2;size=1M',
      'n=1;size=2M',
      'n=2;size=2M',
    ]);
    expect(all[3]!.bindings).toEqual({ size: 2 ** 21, n: 2 });
  });
  it('are zipped in parentheses', () => {
    const all = points('sweep (size, n) in (1M, 1), (2M, 5) mmap anon of $size * $n');
    expect(all.map(({ bindings }) => bindings)).toEqual([
      { size: 2 ** 20, n: 1 },
      { size: 2 ** 21, n: 5 },
    ]);
  });
  it('select machines and policy options', () => {
    const all = points(
      'sweep machine in x86_64, arm64-64k sweep option qemu-9.2.reserve in on, off mmap anon of 4K',
    );
    expect(all.map(({ machineName }) => machineName)).toEqual(['x86_64', 'x86_64', 'arm64-64k', 'arm64-64k']);
    expect(all[1]).toMatchObject({
      label: 'machine=x86_64;qemu-9.2.reserve=off',
      policyOptions: { 'qemu-9.2': { reserve: 'off' } },
    });
  });
  it('settle local devices and files for each point', () => {
    const all = points(
      'sweep size in 1M, 2M device d { driver uio bar 0 { phys 0x4000_0000 size $size } } file f { fs tmpfs size 4 * $size } mmap d.bar0 mmap f',
    );
    expect(all.map(({ devices }) => devices.at(-1)!.regions[0]!.sizeBytes)).toEqual([2 ** 20, 2 ** 21]);
    expect(all.map(({ files }) => files.at(-1)!.sizeBytes)).toEqual([2 ** 22, 2 ** 23]);
  });
  it('feed let', () => {
    expect(
      points('sweep size in 4M let half = $size / 2 let q = $half / 2 mmap anon of $q')[0]!.bindings,
    ).toEqual({
      size: 2 ** 22,
      half: 2 ** 21,
      q: 2 ** 20,
    });
  });
});
