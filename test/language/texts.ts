/** The example that the language was designed by. */
export const EXAMPLE = `language 0

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
