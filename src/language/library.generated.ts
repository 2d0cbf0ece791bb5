// Made by `npm run generate` from the files of library/.

/** The texts of the shipped machines and devices by name. */
export const LIBRARY: Readonly<Record<string, string>> = {
  'devices/gpu-128g': `# A GPU with 128 GiB of memory behind one BAR and 16 MiB of registers. Constructed after a DGX-like host: the device of
# scenarios/vmm.scn.

language 1

device gpu-128g {
  driver vfio-pci
  bar 0 { phys 0x3801_0000_0000  size 16M }
  bar 2 { phys 0x2020_0000_0000  size 128G  prefetchable }
}
`,
  'devices/gpu-2g': `# The GPU of the thread: a 2 GiB memory BAR, which costs 524,288, 1,024 or 2 faults (Jason Gunthorpe and Alex
# Williamson, linux-kernel, June 2026, "[PATCH] vfio: Request THP-aligned mmap for device fds").
# Addresses and the register BAR are constructed, as in scenarios/thread.scn: each BAR at a multiple of its size.

language 1

device gpu-2g {
  driver vfio-pci
  bar 0 { phys 0x3800_0000_0000  size 16M }
  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable }
}
`,
  'devices/i915': `# A GPU under DRM: the mmap offset is a cookie above 4 GiB, one object behind the other, and tells nothing about the
# address. Constructed: the device of scenarios/dmabuf.scn.

language 1

device i915 {
  driver drm
  region scanout { phys 0x40_1000_0000  size 32M }
  region odd     { phys 0x40_2000_0000  size 33M }
  region texture { phys 0x40_4000_0000  size 64M }
}
`,
  'devices/ivshmem': `# ivshmem-plain: memory that guests share. In the host it is a file, on tmpfs or hugetlbfs (memory-backend-file), and no
# policy for devices has a say; in a guest it is BAR 2 of a PCI device. Constructed: scenarios/vmm.scn maps 4 GiB.

language 1

device ivshmem {
  driver vfio-pci
  bar 0 { phys 0x3806_0000_0000  size 4K }
  bar 2 { phys 0x2100_0000_0000  size 4G  prefetchable }
}
file ivshmem-tmpfs   { fs tmpfs      size 4G  huge never }
file ivshmem-huge    { fs tmpfs      size 4G  huge always }
file ivshmem-hugetlb { fs hugetlbfs  size 4G  page 1G }
`,
  'devices/mastro-card': `# The devices of Alex Mastro's traces: BAR 4 of 64 GiB (linux-mm, 13 June 2025, on Peter Xu's v1; the soft lockups of
# 29 May 2025) and BAR 4 of 128 GiB (linux-mm, December 2025, on v2). The addresses are multiples of the sizes, as PCI
# demands; what they are beyond that is constructed, as in scenarios/mastro.scn.

language 1

device mastro-card {
  driver vfio-pci
  bar 4 { phys 0x2040_0000_0000  size 64G  prefetchable }
}
device mastro-card-128g {
  driver vfio-pci
  bar 4 { phys 0x2060_0000_0000  size 128G  prefetchable }
}
`,
  'devices/mlx5': `# An RDMA NIC: a page of doorbells (UAR) and device memory (DM), whose mmap offsets are cookies that say nothing about
# the address. Constructed: the device of scenarios/dmabuf.scn.

language 1

device mlx5 {
  driver rdma
  region uar { phys 0x3804_2000_1000  size 4K  offset 0x1_0000 }
  region dm  { phys 0x3804_4000_0000  size 8M  offset 0x2_3000 }
}
`,
  'devices/nic': `# A NIC under DPDK: a 64 MiB BAR of which user space maps 0 to 2M and 2M+4K to 64M, around the page of the MSI-X table
# (Jason Gunthorpe, linux-mm, 7 December 2025). The address is constructed, as in scenarios/areas.scn.

language 1

device nic {
  driver vfio-pci
  bar 0 { phys 0x3802_0000_0000  size 64M  prefetchable  hole 2M +4K "MSI-X table" }
}
`,
  'devices/nic-remap': `# A NIC whose own driver maps its doorbells at mmap time (remap_pfn_range in the mmap_prepare action), 62 MiB that begin
# at a physical address which is a multiple of 4K only. Constructed: the device of scenarios/drivers.scn.

language 1

device nic-remap {
  driver remap-at-mmap
  region db { phys 0x3803_0120_1000  size 62M }
}
`,
  'devices/nvgrace': `# Device memory of GB200 as nvgrace-gpu exports it: 0x2F00F00000 bytes (Ankit Agrawal, qemu-devel, 15 February 2026), a
# size that is no power of two, at index 4 of vfio's offsets. The driver has its own mmap operation: vfio-pci's hooks
# (xu-pa, xu-order) do not reach it. The address is constructed, as in scenarios/vmm.scn.

language 1

device nvgrace {
  driver vfio-mdev
  tells start_pfn
  region usemem { phys 0x4002_0000_0000  size 0x2f_00f0_0000  offset 4T }
}
`,
  'devices/nvme': `# A register BAR whose MSI-X table is its third page, mapped around it as DPDK's pci_vfio_mmap_bar() does. Constructed:
# the device of scenarios/areas.scn. NVMe controllers under SPDK have this form, mostly with smaller BARs.

language 1

device nvme {
  driver vfio-pci
  bar 0 { phys 0x3805_0400_0000  size 16M  hole 0x2000 +4K "MSI-X table" }
}
`,
  'machines/cascade-lake': `# A server with Intel Skylake-SP or Cascade Lake, 4K pages.
# TLB: geometry skylake-sp; its sources, and what is uncertain in it, stand in src/machine/tlb/.

language 1

machine cascade-lake extends x86_64 {
  kernel 6.18
  tlb skylake-sp
}
`,
  'machines/grace': `# NVIDIA Grace: Neoverse V2 cores, arm64 with 48 bits. The distributions ship kernels with 4K and with 64K pages; with
# 64K a PMD is 512M and there is no PUD leaf. The same machines as in scenarios/vmm.scn.
# TLB: geometry neoverse-v2; its sources, and what is uncertain in it, stand in src/machine/tlb/.

language 1

machine grace extends arm64-4k {
  kernel 6.18
  tlb neoverse-v2
}
machine grace-64k extends arm64-64k {
  kernel 6.18
  tlb neoverse-v2
}
`,
  'machines/neoverse-n1': `# A server with Arm Neoverse N1 cores, arm64 with 4K pages.
# TLB: geometry neoverse-n1; its sources, and what is uncertain in it, stand in src/machine/tlb/.

language 1

machine neoverse-n1 extends arm64-4k {
  kernel 6.18
  tlb neoverse-n1
}
`,
  'machines/sapphire-rapids': `# A server with Intel Sapphire Rapids, 4K pages. Kernel 6.18 is the placement that the lab follows by default.
# TLB: geometry golden-cove; its sources, and what is uncertain in it, stand in src/machine/tlb/.

language 1

machine sapphire-rapids extends x86_64 {
  kernel 6.18
  tlb golden-cove
}
# The same with five levels of page tables: without a hint above 2^47 nothing is placed elsewhere.
machine sapphire-rapids-la57 extends x86_64-la57 {
  kernel 6.18
  tlb golden-cove
}
`,
  'machines/zen-2': `# A server with AMD Zen 2 cores (EPYC Rome), 4K pages. A 1G leaf takes 2M entries in the second level.
# TLB: geometry zen-2; its sources, and what is uncertain in it, stand in src/machine/tlb/.

language 1

machine zen-2 extends x86_64 {
  kernel 6.18
  tlb zen-2
}
`,
  'machines/zen-3': `# A server with AMD Zen 3 cores (EPYC Milan), 4K pages. A 1G leaf takes 2M entries in the second level.
# TLB: geometry zen-3; its sources, and what is uncertain in it, stand in src/machine/tlb/.

language 1

machine zen-3 extends x86_64 {
  kernel 6.18
  tlb zen-3
}
`,
  'machines/zen-4': `# A server with AMD Zen 4 cores (EPYC Genoa), 4K pages.
# TLB: geometry zen-4; its sources, and what is uncertain in it, stand in src/machine/tlb/.

language 1

machine zen-4 extends x86_64 {
  kernel 6.18
  tlb zen-4
}
`,
  'machines/zen-5': `# A server with AMD Zen 5 cores (EPYC Turin), 4K pages.
# TLB: geometry zen-5; its sources, and what is uncertain in it, stand in src/machine/tlb/.

language 1

machine zen-5 extends x86_64 {
  kernel 6.18
  tlb zen-5
}
`,
};
