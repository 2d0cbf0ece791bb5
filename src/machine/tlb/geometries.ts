import { AMD_TLBS } from './amd.ts';
import { ARM_TLBS } from './arm.ts';
import type { KnownTlb } from './geometry.ts';
import { INTEL_TLBS } from './intel.ts';
import { SIFIVE_TLBS } from './sifive.ts';

/** Every geometry that a scenario can name, by vendor and age. */
export const TLB_GEOMETRIES: readonly KnownTlb[] = [...INTEL_TLBS, ...AMD_TLBS, ...ARM_TLBS, ...SIFIVE_TLBS];

/** Names of all geometries, in the order of the table. */
export const TLB_NAMES: readonly string[] = TLB_GEOMETRIES.map(({ id }) => id);

const DEFAULTS: Readonly<Record<string, string>> = {
  x86_64: 'golden-cove',
  i386: 'golden-cove',
  arm64: 'neoverse-v2',
  riscv64: 'sifive-p550',
};

/** A geometry by its name. */
export function tlbGeometry(id: string): KnownTlb | undefined {
  return TLB_GEOMETRIES.find((geometry) => geometry.id === id);
}

/** The geometry of a machine that names none: a server core of its architecture. */
export function defaultTlb(arch: string): KnownTlb {
  return tlbGeometry(DEFAULTS[arch] ?? 'golden-cove')!;
}
