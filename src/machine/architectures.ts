import { GIB, KIB, MIB, TIB } from './bytes.ts';

/** The sizes at which an entry can end a page walk, smallest first. */
export const LEAF_KINDS = ['pte', 'contpte', 'pmd', 'contpmd', 'pud'] as const;

/** One of the leaf sizes: a page, a contiguous run of PTEs, a PMD, a contiguous run of PMDs, a PUD. */
export type LeafKind = (typeof LEAF_KINDS)[number];

/** What an architecture has for one page size (kernel-facts 5.1). All sizes in bytes. */
export interface Granule {
  readonly pageBytes: number;
  /** Bytes of each leaf; 0 where the architecture has none. */
  readonly leafBytes: Readonly<Record<LeafKind, number>>;
  /** Size of a PUD entry's span, whether or not it can be a leaf. */
  readonly pudSpanBytes: number;
  /** log2 of the entries in one table page. */
  readonly tableBits: number;
  readonly stackGuardBytes: number;
  /** vm.mmap_rnd_bits: default; in pages of `pageBytes`. */
  readonly rndBits: number;
}

/** The address-space limits for one width of virtual addresses (kernel-facts 2.7). All in bytes. */
export interface AddressWidth {
  /** As the architecture's manuals count it: x86-64 48 and 57, riscv64 39, 48 and 57 (user space has one bit less). */
  readonly vaBits: number;
  /** Levels of page tables, the root included. */
  readonly levels: number;
  readonly taskSizeBytes: number;
  /** DEFAULT_MAP_WINDOW: what a program gets without a high hint. */
  readonly mapWindowBytes: number;
  /** TASK_UNMAPPED_BASE, before page alignment. */
  readonly unmappedBaseBytes: number;
}

/** An architecture: which placement code it runs, its page sizes and its address widths. */
export interface Architecture {
  readonly id: string;
  /** `x86`: arch/x86/kernel/sys_x86_64.c; `generic`: mm/mmap.c. */
  readonly placement: 'x86' | 'generic';
  /** A 32-bit program on a 64-bit kernel: compat system calls. */
  readonly compat: boolean;
  readonly granules: readonly Granule[];
  /** Widths allowed for a granule; the first is the default. */
  readonly widths: (granule: Granule) => readonly AddressWidth[];
  /** STACK_RND_MASK in bytes plus one page: the room that a randomised stack may take. */
  readonly stackRndBytes: number;
}

const x86Granule: Granule = {
  pageBytes: 4 * KIB,
  leafBytes: { pte: 4 * KIB, contpte: 0, pmd: 2 * MIB, contpmd: 0, pud: GIB },
  pudSpanBytes: GIB,
  tableBits: 9,
  stackGuardBytes: MIB,
  rndBits: 28,
};

const x86Window = 2 ** 47 - 4 * KIB;
const x86Widths: readonly AddressWidth[] = [
  {
    vaBits: 48,
    levels: 4,
    taskSizeBytes: x86Window,
    mapWindowBytes: x86Window,
    unmappedBaseBytes: x86Window / 3,
  },
  {
    vaBits: 57,
    levels: 5,
    taskSizeBytes: 2 ** 56 - 4 * KIB,
    mapWindowBytes: x86Window,
    unmappedBaseBytes: x86Window / 3,
  },
];

const ia32Size = 0xffff_e000;
const ia32Width: AddressWidth = {
  vaBits: 32,
  levels: 4,
  taskSizeBytes: ia32Size,
  mapWindowBytes: ia32Size,
  unmappedBaseBytes: ia32Size / 3,
};

const arm64Granules: readonly Granule[] = [
  {
    pageBytes: 4 * KIB,
    leafBytes: { pte: 4 * KIB, contpte: 64 * KIB, pmd: 2 * MIB, contpmd: 32 * MIB, pud: GIB },
    pudSpanBytes: GIB,
    tableBits: 9,
    stackGuardBytes: MIB,
    rndBits: 18,
  },
  {
    pageBytes: 16 * KIB,
    leafBytes: { pte: 16 * KIB, contpte: 2 * MIB, pmd: 32 * MIB, contpmd: GIB, pud: 0 },
    pudSpanBytes: 64 * GIB,
    tableBits: 11,
    stackGuardBytes: 4 * MIB,
    rndBits: 16,
  },
  {
    pageBytes: 64 * KIB,
    leafBytes: { pte: 64 * KIB, contpte: 2 * MIB, pmd: 512 * MIB, contpmd: 16 * GIB, pud: 0 },
    pudSpanBytes: 4 * TIB,
    tableBits: 13,
    stackGuardBytes: 16 * MIB,
    rndBits: 14,
  },
];

function arm64Width(vaBits: number, levels: number): AddressWidth {
  const window = 2 ** Math.min(vaBits, 48);
  return {
    vaBits,
    levels,
    taskSizeBytes: 2 ** vaBits,
    mapWindowBytes: window,
    unmappedBaseBytes: window / 4,
  };
}

function arm64Widths({ pageBytes }: Granule): readonly AddressWidth[] {
  if (pageBytes === 4 * KIB) return [arm64Width(48, 4), arm64Width(39, 3), arm64Width(52, 5)];
  if (pageBytes === 16 * KIB)
    return [arm64Width(48, 4), arm64Width(47, 3), arm64Width(36, 2), arm64Width(52, 4)];
  return [arm64Width(48, 3), arm64Width(42, 2), arm64Width(52, 3)];
}

const riscvGranule: Granule = {
  ...x86Granule,
  leafBytes: { ...x86Granule.leafBytes, contpte: 64 * KIB },
  rndBits: 18,
};

function riscvWidth(svBits: number, levels: number): AddressWidth {
  const userBits = svBits - 1;
  const window = 2 ** Math.min(userBits, 47);
  return {
    vaBits: svBits,
    levels,
    taskSizeBytes: 2 ** userBits,
    mapWindowBytes: window,
    unmappedBaseBytes: 2 ** 39 / 3,
  };
}

/** Every architecture that the lab knows, by the name that a scenario uses. */
export const ARCHITECTURES: readonly Architecture[] = [
  {
    id: 'x86_64',
    placement: 'x86',
    compat: false,
    granules: [x86Granule],
    widths: () => x86Widths,
    stackRndBytes: 16 * GIB,
  },
  {
    id: 'i386',
    placement: 'x86',
    compat: true,
    granules: [{ ...x86Granule, rndBits: 8 }],
    widths: () => [ia32Width],
    stackRndBytes: 8 * MIB,
  },
  {
    id: 'arm64',
    placement: 'generic',
    compat: false,
    granules: arm64Granules,
    widths: arm64Widths,
    stackRndBytes: GIB,
  },
  {
    id: 'riscv64',
    placement: 'generic',
    compat: false,
    granules: [riscvGranule],
    widths: () => [riscvWidth(48, 4), riscvWidth(39, 3), riscvWidth(57, 5)],
    stackRndBytes: GIB,
  },
];
