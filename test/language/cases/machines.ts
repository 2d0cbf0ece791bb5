import { type Case, given } from './case.ts';

const bar = (inside: string) => `device d { driver vfio-pci bar 0 { ${inside} } }`;

/** Machines, devices and files that cannot be, or hardly are. */
export const MACHINE_CASES: readonly Case[] = [
  given('PL4001', 'machine m { arch <|mips|> }', 'known: x86_64, i386, arm64, riscv64'),
  given('PL4002', 'machine m { kernel <|6.16|> }', 'placement did not change inside the range'),
  given(
    'PL4003',
    bar('phys 0x4000_0000 size <|24M|>'),
    'PCI allows powers of two only (16M or 32M); a few devices differ',
  ),
  given(
    'PL4004',
    bar('phys <|0x4010_0000|> size 16M'),
    'PCI aligns a BAR to its size; below is 0x40000000, above is 0x41000000',
  ),
  given(
    'PL4005',
    'device d { driver vfio-pci bar <|6|> { phys 0 size 4K } }',
    "use one of them, or 'region NAME { … }'",
  ),
  given('PL4006', bar('phys 0x4000_0000 size 16K <|hole 0x3000 +8K|>'), 'it must end at 16K or before'),
  given('PL4007', bar('phys 0x4000_0000 size 64K hole 0x1000 +8K <|hole 0x2000 +4K|>'), 'join them into one'),
  given(
    'PL4008',
    bar('phys 0x4000_0000 size 64K hole <|0x1800|> +4K'),
    'only whole pages can be mapped; use 0x1000 or 0x2000',
  ),
  given(
    'PL4010',
    'device d { driver vfio-pci bar 0 { phys 0x4000_0000 size 16M } <|bar 1 { phys 0x4080_0000 size 8M }|> }',
    'they share 0x40800000 to 0x41000000; move one of them',
  ),
  given('PL4011', 'device <|d|> { driver vfio-pci }', "add one: 'bar 0 { phys 0x3800_0000_0000 size 16M }'"),
  given('PL4012', 'device d { driver vfio-pci bar <|0|> { phys 0 } }', "say how large it is: 'size 16M'"),
  given('PL4013', 'file <|f|> { fs ext4 }', "say how large it is: 'size 40G'"),
  given('PL4014', 'file f { fs ext4 size 1G <|huge|> always }', 'only tmpfs has huge='),
  given(
    'PL4015',
    'device <|d|> { bar 0 { phys 0 size 4K } }',
    'say which driver maps it: vfio-pci, vfio-mdev, vfio-platform, remap-at-mmap, io-remap, simple-ioremap, sysfs-pci, dmabuf, drm, rdma, uio, kernel-pages',
  ),
  given(
    'PL4016',
    'device d { driver uio <|tells nothing|> tells start_pfn bar 0 { phys 0 size 4K } }',
    'keep one of the two',
  ),
  given('PL4017', 'file f { fs ext4 size 1G folios up to <|96K|> }', 'use 64K or 128K'),
  given('PL4018', 'machine m { aslr_bits <|64|> }', 'see the units: sizes are bytes, 8M is 8 MiB'),
  given('PL4019', bar('phys <|0xf_ffff_ff00_0000|> size 32M'), 'the last byte is 0xfffffffffffff'),
  given(
    'PL4020',
    'device d { driver uio bar <|0|> { phys 0 size 4K hole 0 +4K } }',
    "'mmap areas of' maps nothing",
  ),
  given(
    'PL4021',
    'device d { driver dmabuf region r { range 0x1000 +4K <|size|> 4K } }',
    'ranges say where it lies and how large it is; remove size',
  ),
  given('PL4022', 'machine m { tlb <|golden-cave|> }', "did you mean 'golden-cove'?"),
  given(
    'PL4023',
    'machine m { tlb { <|l1 4K 96 entries 5 ways|> } }',
    'with 5 ways there can be 80 or 160 entries',
  ),
  given(
    'PL4024',
    'machine m { tlb zen-5 { <|l1 4K 96 entries 6 ways plru|> } }',
    "give a power of two of ways, or leave 'plru' away",
  ),
];
