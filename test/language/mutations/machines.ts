import { type Mutation, mutation } from './mutation.ts';

const HOLE = 'hole 0x2000 +4K "MSI-X table"';

/** Machines, devices and files that cannot be, or hardly are. */
export const MACHINES: readonly Mutation[] = [
  mutation('PL4001', 'thread', 'arch x86_64', 'arch <|mips|>', 'known: x86_64, i386, arm64, riscv64'),
  mutation('PL4002', 'thread', 'kernel 6.18', 'kernel <|6.16|>', 'placement did not change inside the range'),
  mutation(
    'PL4003',
    'areas',
    'size 64M',
    'size <|96M|>',
    'PCI allows powers of two only (64M or 128M); a few devices differ',
  ),
  mutation(
    'PL4004',
    'areas',
    'phys 0x38_0400_0000',
    'phys <|0x38_0410_0000|>',
    'PCI aligns a BAR to its size; below is 0x3804000000, above is 0x3805000000',
  ),
  mutation(
    'PL4005',
    'mastro',
    'size 64G  prefetchable }\n',
    'size 64G  prefetchable }\n  bar <|6|> { phys 0x38_0000_0000  size 16M }\n',
    "use one of them, or 'region NAME { … }'",
  ),
  // The first 16M are one area then, so there is no area.1.
  mutation('PL4006', 'areas', HOLE, '<|hole 0x100_0000 +4K "MSI-X table"|>', 'it must end at 16M or before', [
    'PL2029',
  ]),
  mutation('PL4007', 'areas', HOLE, `${HOLE} <|hole 0x2000 +8K|>`, 'join them into one'),
  mutation(
    'PL4008',
    'areas',
    HOLE,
    'hole <|0x2800|> +4K "MSI-X table"',
    'only whole pages can be mapped; use 0x2000 or 0x3000',
  ),
  mutation(
    'PL4010',
    'thread',
    'bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable }',
    '<|bar 2 { phys 0x38_0000_0000  size 2G  prefetchable }|>',
    'they share 0x3800000000 to 0x3801000000; move one of them',
  ),
  mutation(
    'PL4011',
    'mastro',
    'device card {',
    'device <|bare|> { driver uio }\ndevice card {',
    "add one: 'bar 0 { phys 0x3800_0000_0000 size 16M }'",
  ),
  mutation(
    'PL4012',
    'thread',
    'bar 2 { phys 0x2000_0000_0000  size',
    'bar <|2|> { size',
    "say where it lies: 'phys 0x3800_0000_0000'",
  ),
  mutation(
    'PL4013',
    'files',
    'file remote     { fs nfs        size 8G }',
    'file <|remote|> { fs nfs }',
    "say how large it is: 'size 40G'",
  ),
  mutation('PL4014', 'files', 'nfs        size 8G', 'nfs  size 8G  <|huge|> always', 'only tmpfs has huge='),
  mutation(
    'PL4015',
    'mastro',
    'device card {\n  driver vfio-pci\n',
    'device <|card|> {\n',
    'say which driver maps it: vfio-pci, vfio-mdev, vfio-platform, remap-at-mmap, io-remap, simple-ioremap, sysfs-pci, dmabuf, drm, rdma, uio, kernel-pages',
  ),
  mutation(
    'PL4016',
    'drivers',
    'tells nothing',
    '<|tells nothing|>\n  tells start_pfn',
    'keep one of the two',
  ),
  mutation('PL4017', 'files', 'folios up to 2M', 'folios up to <|3M|>', 'use 2M or 4M'),
  mutation(
    'PL4018',
    'churn',
    'max_map_count 4096',
    'max_map_count <|0|>',
    'see the units: sizes are bytes, 8M is 8 MiB',
  ),
  mutation(
    'PL4019',
    'mastro',
    'phys 0x2020_0000_0000',
    'phys <|0xf_fff0_0000_0000|>',
    'the last byte is 0xfffffffffffff',
  ),
  mutation(
    'PL4020',
    'small-spaces',
    'bar 0 { phys 0xf000_0000  size 16M }',
    'bar <|0|> { phys 0xf000_0000  size 16M  hole 0 +16M }',
    "'mmap areas of' maps nothing",
  ),
  mutation(
    'PL4021',
    'dmabuf',
    'range 0x2000_0010_0000 +64M }',
    'range 0x2000_0010_0000 +64M  <|size|> 64M }',
    'ranges say where it lies and how large it is; remove size',
  ),
  mutation('PL4022', 'thread', 'tlb golden-cove', 'tlb <|zen-6|>', "did you mean 'zen-2'?"),
  mutation(
    'PL4023',
    'thread',
    'tlb golden-cove',
    'tlb { <|l2 4K, 2M 1500 entries 12 ways|> }',
    'with 12 ways there can be 768 or 1536 entries',
  ),
  mutation(
    'PL4024',
    'thread',
    'tlb golden-cove',
    'tlb zen-4 { <|l2 4K 3072 entries 24 ways plru|> }',
    "give a power of two of ways, or leave 'plru' away",
  ),
];
