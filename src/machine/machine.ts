import { ARCHITECTURES, type Architecture, LEAF_KINDS, type LeafKind } from './architectures.ts';
import { alignUp, KIB, MIB } from './bytes.ts';
import { type FaultRules, faultRulesFor, KERNEL_NAMES, type Kernel, kernelFor } from './kernels.ts';
import type { MachineSettings, ThpSettings } from './settings.ts';
import { buildTlb } from './tlb/build.ts';
import type { MachineTlb } from './tlb/geometry.ts';

/** A machine with every value settled. Plain data; all sizes and addresses in bytes. */
export interface Machine {
  readonly arch: string;
  readonly placement: 'x86' | 'generic';
  /** A 32-bit program on a 64-bit kernel. */
  readonly compat: boolean;
  readonly pageBytes: number;
  readonly vaBits: number;
  readonly levels: number;
  readonly tableBits: number;
  /** Bytes of each leaf size; 0 where the machine has none. */
  readonly leafBytes: Readonly<Record<LeafKind, number>>;
  readonly pudSpanBytes: number;
  readonly kernel: Kernel;
  readonly faults: FaultRules;
  readonly layout: 'topdown' | 'legacy';
  readonly taskSizeBytes: number;
  readonly mapWindowBytes: number;
  /** Where top-down searches begin (mm->mmap_base). */
  readonly mmapBaseBytes: number;
  /** Where bottom-up searches begin: x86's mmap_legacy_base, elsewhere TASK_UNMAPPED_BASE. */
  readonly legacyBaseBytes: number;
  readonly mmapMinAddrBytes: number;
  readonly stackGuardBytes: number;
  readonly maxMapCount: number;
  readonly aslr: boolean;
  readonly aslrBits: number;
  readonly thp: ThpSettings;
  readonly truth: 'kernel' | 'hardware';
  readonly remapLeaves: 'pte' | 'pmd';
  readonly deposits: boolean;
  readonly faultAroundBytes: number;
  readonly tlb: MachineTlb;
}

/** A setting that no machine can have: `setting` is the name in {@link MachineSettings}. */
export interface MachineProblem {
  readonly setting: keyof MachineSettings;
  readonly message: string;
  readonly hint: string;
}

/** What `buildMachine` answers: a machine, what is wrong with the settings, and notes worth a reader's eye. */
export interface MachineResult {
  readonly machine?: Machine;
  readonly problems: readonly MachineProblem[];
  readonly notes: readonly MachineProblem[];
}

const DEFAULT_KERNEL = '6.18';
const MIN_GAP = 128 * MIB;

/** Settles a machine from its settings. Never throws: what is wrong comes back as problems. */
export function buildMachine(settings: MachineSettings): MachineResult {
  const problems: MachineProblem[] = [];
  const notes: MachineProblem[] = [];
  const arch = ARCHITECTURES.find(({ id }) => id === settings.arch);
  if (!arch) {
    const known = ARCHITECTURES.map(({ id }) => id).join(', ');
    problems.push({
      setting: 'arch',
      message: `unknown architecture '${settings.arch}'`,
      hint: `known: ${known}`,
    });
    return { problems, notes };
  }
  const granule = arch.granules.find(
    (g) => g.pageBytes === (settings.granuleBytes ?? arch.granules[0]!.pageBytes),
  );
  if (!granule) {
    const known = arch.granules.map((g) => `${g.pageBytes / KIB}K`).join(', ');
    problems.push({
      setting: 'granuleBytes',
      message: `${arch.id} has no such page size`,
      hint: `it has ${known}`,
    });
    return { problems, notes };
  }
  const widths = arch.widths(granule);
  const width = widths.find((w) => w.vaBits === (settings.vaBits ?? widths[0]!.vaBits));
  if (!width) {
    const known = widths.map((w) => w.vaBits).join(', ');
    problems.push({
      setting: 'vaBits',
      message: `${arch.id} has no ${settings.vaBits}-bit addresses here`,
      hint: `it has ${known}`,
    });
    return { problems, notes };
  }
  const choice = kernelFor(settings.kernel ?? DEFAULT_KERNEL);
  const faults = faultRulesFor(settings.faults ?? DEFAULT_KERNEL);
  if (choice?.note)
    notes.push({
      setting: 'kernel',
      message: choice.note,
      hint: choice.unread ? 'the newest that was read is 7.2' : 'placement did not change inside the range',
    });
  if (!choice) {
    problems.push({
      setting: 'kernel',
      message: `no preset for kernel '${settings.kernel}'`,
      hint: `presets: ${KERNEL_NAMES.join(', ')}; a version between takes the one before it`,
    });
  }
  if (!faults) {
    problems.push({
      setting: 'faults',
      message: `'${settings.faults}' is no kernel version`,
      hint: 'write it as 6.15',
    });
  }
  const { tlb, problems: tlbProblems } = buildTlb(arch.id, settings);
  problems.push(...tlbProblems);
  if (!choice || !faults || !tlb) return { problems, notes };

  const page = granule.pageBytes;
  const legacyAsked = settings.layout === 'legacy';
  const unlimited = settings.stackLimitBytes === Number.POSITIVE_INFINITY;
  const layout =
    legacyAsked || (arch.placement === 'generic' && unlimited && settings.layout === undefined)
      ? 'legacy'
      : 'topdown';
  const stackGuardBytes = settings.stackGuardBytes ?? granule.stackGuardBytes;
  const aslr = settings.aslr ?? false;
  const legacyBaseBytes = alignUp(Math.floor(width.unmappedBaseBytes), page);
  const machine: Machine = {
    arch: arch.id,
    placement: arch.placement,
    compat: arch.compat,
    pageBytes: page,
    vaBits: width.vaBits,
    levels: width.levels,
    tableBits: granule.tableBits,
    leafBytes: leafSizes(granule.leafBytes, granule.pudSpanBytes, settings.leaves ?? {}),
    pudSpanBytes: granule.pudSpanBytes,
    kernel: { name: choice.kernel.name, switches: { ...choice.kernel.switches, ...settings.switches } },
    faults,
    layout,
    taskSizeBytes: width.taskSizeBytes,
    mapWindowBytes: width.mapWindowBytes,
    mmapBaseBytes:
      settings.mmapBaseBytes ??
      topDownBase(arch, page, width.mapWindowBytes, settings.stackLimitBytes, stackGuardBytes, aslr),
    legacyBaseBytes,
    mmapMinAddrBytes: settings.mmapMinAddrBytes ?? 64 * KIB,
    stackGuardBytes,
    maxMapCount: settings.maxMapCount ?? 65530,
    aslr,
    aslrBits: settings.aslrBits ?? granule.rndBits,
    thp: { enabled: 'always', shmemEnabled: 'never', anonFolioBytes: 0, ...settings.thp },
    truth: settings.truth ?? 'kernel',
    remapLeaves: settings.remapLeaves ?? 'pte',
    deposits: settings.deposits ?? false,
    faultAroundBytes: settings.faultAroundBytes ?? 64 * KIB,
    tlb,
  };
  return { machine, problems, notes };
}

function leafSizes(
  sizes: Readonly<Record<LeafKind, number>>,
  pudSpanBytes: number,
  wanted: Partial<Record<LeafKind, boolean>>,
): Record<LeafKind, number> {
  const result = { ...sizes };
  for (const kind of LEAF_KINDS) {
    if (wanted[kind] === false && kind !== 'pte') result[kind] = 0;
    if (wanted[kind] === true && kind === 'pud') result.pud = pudSpanBytes;
  }
  return result;
}

/**
 * mm->mmap_base without its random part: arch/x86/mm/mmap.c `mmap_base()` and mm/util.c `mmap_base()`, which
 * compute alike. The padding for a randomised stack counts when ASLR is on.
 */
function topDownBase(
  arch: Architecture,
  page: number,
  windowBytes: number,
  stackLimitBytes = 8 * MIB,
  stackGuardBytes: number,
  aslr: boolean,
): number {
  const pad = stackGuardBytes + (aslr ? arch.stackRndBytes - page : 0);
  const limit = stackLimitBytes === Number.POSITIVE_INFINITY ? 2 ** 64 : stackLimitBytes;
  const padded = limit + pad < 2 ** 64 ? limit + pad : limit;
  const maxGap = Math.floor(windowBytes / 6) * 5;
  const gap = Math.min(Math.max(padded, MIN_GAP), maxGap);
  return alignUp(windowBytes - gap, page);
}

/**
 * The same machine after its random offset is drawn: both bases move, down for mmap_base, up for the legacy base.
 * @param rndPages - 0 to 2^aslrBits − 1, in pages.
 */
export function randomised(machine: Machine, rndPages: number): Machine {
  const shift = rndPages * machine.pageBytes;
  return {
    ...machine,
    mmapBaseBytes: machine.mmapBaseBytes - shift,
    legacyBaseBytes: machine.legacyBaseBytes + shift,
  };
}

/** The machine's leaf sizes above the base page, largest first, in bytes: what a mapping can be congruent to. */
export function leavesAbovePage(machine: Machine, { cont = true } = {}): readonly number[] {
  let known = LEAVES.get(machine);
  if (!known) {
    known = { withCont: leafList(machine, true), withoutCont: leafList(machine, false) };
    LEAVES.set(machine, known);
  }
  return cont ? known.withCont : known.withoutCont;
}

/** The lists by machine: policies ask for them at every mapping. */
const LEAVES = new WeakMap<
  Machine,
  { readonly withCont: readonly number[]; readonly withoutCont: readonly number[] }
>();

function leafList({ leafBytes }: Machine, cont: boolean): readonly number[] {
  const kinds = LEAF_KINDS.filter((kind) => kind !== 'pte' && (cont || !kind.startsWith('cont')));
  const sizes = kinds.map((kind) => leafBytes[kind]).filter((bytes) => bytes > 0);
  return Object.freeze(sizes.sort((a, b) => b - a));
}

/** Machines by name, as `machine NAME extends PRESET` and `on PRESET` take them. */
export const MACHINE_PRESETS: Readonly<Record<string, MachineSettings>> = {
  x86_64: { arch: 'x86_64' },
  'x86_64-la57': { arch: 'x86_64', vaBits: 57 },
  i386: { arch: 'i386' },
  'arm64-4k': { arch: 'arm64', granuleBytes: 4 * KIB, vaBits: 48 },
  'arm64-4k-39': { arch: 'arm64', granuleBytes: 4 * KIB, vaBits: 39 },
  'arm64-4k-52': { arch: 'arm64', granuleBytes: 4 * KIB, vaBits: 52 },
  'arm64-16k': { arch: 'arm64', granuleBytes: 16 * KIB, vaBits: 48 },
  'arm64-16k-47': { arch: 'arm64', granuleBytes: 16 * KIB, vaBits: 47 },
  'arm64-64k': { arch: 'arm64', granuleBytes: 64 * KIB, vaBits: 48 },
  'arm64-64k-42': { arch: 'arm64', granuleBytes: 64 * KIB, vaBits: 42 },
  'arm64-64k-52': { arch: 'arm64', granuleBytes: 64 * KIB, vaBits: 52 },
  'riscv64-sv39': { arch: 'riscv64', vaBits: 39 },
  'riscv64-sv48': { arch: 'riscv64', vaBits: 48 },
  'riscv64-sv57': { arch: 'riscv64', vaBits: 57 },
};

/** The largest leaf that any device mapping can use on a machine, in bytes. */
export function largestLeafBytes(machine: Machine): number {
  return leavesAbovePage(machine)[0] ?? machine.pageBytes;
}

/** Sizes of memory past which arithmetic on doubles of page multiples would lose digits. */
export const MAX_BYTES = 2 ** 57;
