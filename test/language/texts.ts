/** The example that the language was designed by. */
export const EXAMPLE = `language 1

machine spr {
  arch x86_64                    # also arm64 (granule 4K|16K|64K), riscv64
  kernel 6.18                    # whose placement code the baseline follows
  tlb golden-cove
  stack_limit 8M   aslr off
}

device gpu {
  driver vfio-pci                # populated by faults; leaves up to 1G; offset = index << 40 | offset in the BAR
  bar 0 { phys 0x3800_0000_0000  size 16M   hole 0x2000 +4K "MSI-X table" }
  bar 2 { phys 0x2000_0000_0000  size 2G    prefetchable }
}
device nic  { driver remap-at-mmap  bar 0 { phys 0x3801_0020_1000 size 62M } }   # mmap_prepare action: remap_pfn
file model  { fs ext4  size 40G  folios up to 2M }   # fs: alignment hook as today, or removed as Wilcox wants

scenario "2 GiB BAR, mapped whole" on spr {
  occupancy { maps "maps/qemu.maps" }
  bar2 = mmap gpu.bar2
  expect faults(bar2) == 2 for gunthorpe-start-pfn
}

scenario "DPDK around the MSI-X table" on spr {
  head = mmap gpu.bar0 length 8K
  tail = mmap gpu.bar0 offset 12K
  touch tail stride 64 times 2
}

scenario "long-lived VMM" on spr {
  sweep size in 64M, 256M, 2G, 16G
  seeds 1..30
  occupancy { scatter 4000 anon of lognormal(64K, 4M) between 0x7e00_0000_0000 and 0x7fff_0000_0000 }
  repeat 5000 {
    choose { 55%: mmap anon of uniform(4K, 8M)   45%: munmap any }
  }
  dev = mmap gpu.bar2 length $size
}
`;

/** One text that uses every form of the language; it checks without an error. */
export const EVERYTHING = `# A tour.
language 1

machine wide extends x86_64-la57 {
  kernel 6.12-stable  faults 6.12
  commit 96204e15310c off   commit efa7df3e3bb5 on   commit anon-pgoff-zero off
  layout topdown  stack_limit unlimited  guard_gap 1M  mmap_min_addr 64K  max_map_count 65_530
  mmap_base 0x7fff_f7ff_f000  aslr off  aslr_bits 28
  thp madvise  shmem within_size  anon_folios 64K
  leaf contpte off  truth hardware  remap pmd  deposits on  fault_around 64K  tlb golden-cove
}
machine arm { arch arm64  granule 64K  va_bits 48  kernel 6.18 }

device gpu {
  driver vfio-pci
  bar 0 { phys 0x3800_0000_0000  size 16M  hole 0x2000 +4K "MSI-X table"  hole 0x8000 +(2 * 4K) }
  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable }
  region vram { range 0x4000_0000_0000 +96M  range 0x5000_0000_0000 +32M  offset 0x1_0000_0000 }
}
device liar {
  driver remap-at-mmap  populate fault  vfio on  hook thp  pgoff_shift 4K
  tells start_pfn 0x1234_5000  tells order 9  tells action io-remap
  bar 0 { phys 0x3801_0020_0000 size 2M }
}
device mute { driver vfio-mdev  tells nothing  bar 1 { phys 0x3802_0000_0000 size 32M } }
file model { fs ext4  size 40G  folios up to 2M }
file shm { fs tmpfs  size 1G  huge within_size }
file pmem { fs xfs  size 8G  dax on  hook none }
file pool { fs hugetlbfs  size 4G  page 1G }

# Where it comes from:
# a mail.
scenario "everything" on wide {
  sweep size in 64M, 2G
  sweep n in 1..3
  sweep (a, b) in (1M, 2), (2M, 3)
  sweep option wilcox-length.cont in on, off
  let half = $size / 2
  seeds 1..3, 7
  file local { fs btrfs  size $size }
  device tiny { driver uio  region win { phys 0x6000_0000_0000  size $n * 4K } }
  occupancy {
    0x5555_5555_4000..0x5555_5557_6000 file "/usr/bin/qemu"
    0x5555_5600_0000 +2M heap "[heap]"
    scatter 40 anon of lognormal(64K, 4M) between 0x7e00_0000_0000 and 0x7fff_0000_0000 stream noise
    fill 10% shared of uniform(4K, 64K) between 0x1000_0000 and 0x1100_0000
  }
  bar2 = mmap gpu.bar2 length $half guest at 0x2000_0000_0000
  areas0 = mmap areas of gpu.bar0
  vram = mmap gpu.vram offset 4K at bar2 + 2M - 4K prot r
  mmap liar.bar0  mmap mute.bar1  mmap tiny.win
  text = mmap model length $a * $b private prot rx
  mmap shm shared of 4M  mmap pmem offset 2M length 2M  mmap pool of 1G  mmap local
  mmap hugetlb 2M of 4M
  here = mmap anon of 2M at 0x7000_0000_0000 fixed
  mmap anon of uniform(4K, 8M) at here noreplace nohugepage
  low = mmap anon shared of 1M 32bit growsdown prot none
  munmap bar2 offset 4K length 8K
  munmap here + 64K length 64K
  munmap 0x7000_0000_0000 length 4K
  moved = mremap low to 4M move at 0x7100_0000_0000
  mremap text to 1M in place
  mprotect moved offset 4K length 4K prot r
  brk +8M  brk -4M  brk +one(4K, 8K)
  revoke gpu  restore gpu
  touch moved  touch areas0.1 stride 64 times 2  touch vram uniform 1000  touch text ring 64K
  touch here zipf 10  touch bar2 chase 10
  repeat $n * 10 as i stream loop {
    mmap anon of ($i + 1) * 4K
    choose stream coin { 50%: munmap any  25%: { mmap anon of pareto(4K, 1G)  munmap any }  25%: { } }
    mremap any to 64K dontunmap
  }
  expect faults(bar2) >= 1 for linux, wilcox-length(cont=off, anon=on), qemu-9.2
  expect share_of_ideal != 0.5
  expect status(areas0.0) == placed
  expect length(bar2) == $half
}
scenario "on three machines" {
  sweep machine in wide, arm, arm64-16k
  mmap anon of 1M
}
`;
