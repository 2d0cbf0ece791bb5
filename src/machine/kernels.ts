/**
 * The commits that changed where a mapping is placed, each a switch.
 * Source: kernel-facts 2.12 (mm/mmap.c, mm/huge_memory.c, mm/shmem.c histories).
 */
export interface KernelSwitches {
  /** 1854bc6e2420 (5.18): `thp_get_unmapped_area` aligns every file that hooks it, not only DAX. */
  readonly '1854bc6e2420': boolean;
  /** efa7df3e3bb5 (6.7): anonymous memory of at least one PMD is aligned to it. */
  readonly efa7df3e3bb5: boolean;
  /** 96204e15310c (6.8): `__thp_get_unmapped_area` takes the upper end of its padding in top-down layout. */
  readonly '96204e15310c': boolean;
  /** 4ef9ad19e176 (6.8): no forced alignment for 32-bit kernels and compat system calls. */
  readonly '4ef9ad19e176': boolean;
  /** ed48e87c7df3 (6.10): files without a hook are aligned too, by accident. */
  readonly ed48e87c7df3: boolean;
  /** d4148aeab412 (6.12): aligned only if the length is a multiple of the PMD size. */
  readonly d4148aeab412: boolean;
  /** 249608ee4713 (6.13, 6.12-stable): not aligned when the caller gives a hint. */
  readonly '249608ee4713': boolean;
  /** 34d7cf637c43 (6.13-rc6, 6.12-stable): only anonymous memory, which ends the accident of 6.10. */
  readonly '34d7cf637c43': boolean;
  /** mm/mremap.c as reworked in 6.17: all arguments are checked before the target is unmapped; moves take several VMAs. */
  readonly 'mremap-6.17': boolean;
  /** 6.18: private mappings of /dev/zero are aligned as a file's (drivers/char/mem.c `get_unmapped_area_zero`). */
  readonly 'dev-zero-6.18': boolean;
  /** Anonymous pgoff counts as 0 for alignment; off: the caller's offset, as until 6.8 (choice 27). */
  readonly 'anon-pgoff-zero': boolean;
}

/** A kernel whose placement code the baseline follows. */
export interface Kernel {
  /** The preset's name: `6.18`. */
  readonly name: string;
  readonly switches: KernelSwitches;
}

const since5_18: KernelSwitches = {
  '1854bc6e2420': true,
  efa7df3e3bb5: false,
  '96204e15310c': false,
  '4ef9ad19e176': false,
  ed48e87c7df3: false,
  d4148aeab412: false,
  '249608ee4713': false,
  '34d7cf637c43': false,
  'mremap-6.17': false,
  'dev-zero-6.18': false,
  'anon-pgoff-zero': true,
};
const since6_7: KernelSwitches = { ...since5_18, efa7df3e3bb5: true };
const since6_8: KernelSwitches = { ...since6_7, '96204e15310c': true, '4ef9ad19e176': true };
const since6_10: KernelSwitches = { ...since6_8, ed48e87c7df3: true };
const since6_12: KernelSwitches = { ...since6_10, d4148aeab412: true };
const since6_13: KernelSwitches = { ...since6_12, '249608ee4713': true, '34d7cf637c43': true };
const since6_17: KernelSwitches = { ...since6_13, 'mremap-6.17': true };
const since6_18: KernelSwitches = { ...since6_17, 'dev-zero-6.18': true };

/** The presets, oldest first, each with the first version (major, minor) of its range. */
const PRESETS: readonly { name: string; from: readonly [number, number]; switches: KernelSwitches }[] = [
  { name: '5.15', from: [5, 8], switches: { ...since5_18, '1854bc6e2420': false } },
  { name: '6.1', from: [5, 18], switches: since5_18 },
  { name: '6.7', from: [6, 7], switches: since6_7 },
  { name: '6.8', from: [6, 8], switches: since6_8 },
  { name: '6.10', from: [6, 10], switches: since6_10 },
  { name: '6.12', from: [6, 12], switches: since6_12 },
  { name: '6.13', from: [6, 13], switches: since6_13 },
  { name: '6.17', from: [6, 17], switches: since6_17 },
  { name: '6.18', from: [6, 18], switches: since6_18 },
];
const STABLE: Kernel = { name: '6.12-stable', switches: since6_13 };

/** The newest version whose placement code was read (kernel-facts 2.12). */
const NEWEST_READ = [7, 2] as const;

/** Every preset's name, oldest first. */
export const KERNEL_NAMES: readonly string[] = PRESETS.flatMap(({ name }) =>
  name === '6.12' ? [name, STABLE.name] : [name],
);

/** The switches' names, as a scenario may set them. */
export const SWITCH_NAMES = Object.keys(since5_18) as readonly (keyof KernelSwitches)[];

/** What `kernelFor` answers: the kernel, and a note when the version is not itself a preset. */
export interface KernelChoice {
  readonly kernel: Kernel;
  readonly note?: string;
  /** Newer than any kernel whose source was read. */
  readonly unread?: boolean;
}

/**
 * The preset for a version such as `6.18`, `6.18.44`, `6.12-stable`.
 * A version between two presets takes the range's preset, with a note. `undefined`: older than the oldest
 * preset, or not a version.
 */
export function kernelFor(version: string): KernelChoice | undefined {
  if (version === STABLE.name) return { kernel: STABLE };
  const match = /^(\d+)\.(\d+)(?:\.\d+)?(?:[-+.][\w.+-]*)?$/.exec(version);
  if (!match) return undefined;
  const wanted = [Number(match[1]), Number(match[2])] as const;
  const preset = PRESETS.findLast(
    ({ from }) => from[0] < wanted[0] || (from[0] === wanted[0] && from[1] <= wanted[1]),
  );
  if (!preset) return undefined;
  const kernel = { name: preset.name, switches: preset.switches };
  if (preset.name === `${wanted[0]}.${wanted[1]}`) return { kernel };
  const unread = wanted[0] > NEWEST_READ[0] || (wanted[0] === NEWEST_READ[0] && wanted[1] > NEWEST_READ[1]);
  if (unread)
    return {
      kernel,
      note: `kernel ${version} was never read; it places as the preset ${preset.name} does`,
      unread,
    };
  return { kernel, note: `kernel ${version} places as the preset ${preset.name} does` };
}

/**
 * How faults on device mappings behave, apart from placement (kernel-facts 4.2, 4.6).
 * - `hugePfnmap` (6.12, f9e54c3a2f5b): one fault a leaf, with PMD and PUD leaves; before, the first fault mapped all
 *   pages as PTEs.
 * - `type1Batch` (6.15, 0fd06844de5d): VFIO type1 looks up one leaf at a time; before, one page.
 */
export interface FaultRules {
  readonly name: string;
  readonly hugePfnmap: boolean;
  readonly type1Batch: boolean;
}

/** The fault rules of a version; `undefined` where the text is no version. */
export function faultRulesFor(version: string): FaultRules | undefined {
  const match = /^(\d+)\.(\d+)/.exec(version);
  if (!match) return undefined;
  const number = Number(match[1]) * 1000 + Number(match[2]);
  return { name: version, hugePfnmap: number >= 6012, type1Batch: number >= 6015 };
}
