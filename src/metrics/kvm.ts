import type { LeafKind } from '../machine/architectures.ts';
import { alignDown, alignUp, congruent, residue } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import type { MappingOutcome } from '../replay/outcome.ts';
import { guestBase } from './guest-address.ts';
import type { LeafCounts } from './leaves.ts';
import type { PopulatedVma } from './population.ts';

/** Second-stage leaves of one mapping. */
export type KvmLeaves = {
  readonly pte: number;
  readonly pmd: number;
  readonly pud: number;
};

/**
 * The leaves that KVM makes for one VMA shown to a guest (kernel-facts 4.7). x86 and riscv64 take the host's leaf and
 * what the slot's congruence allows; arm64 takes vm_pgoff for the physical address of a device, whatever the host has.
 */
export function kvmLeaves(
  machine: Machine,
  mapping: MappingOutcome,
  vma: PopulatedVma,
  host: LeafCounts,
): KvmLeaves {
  const delta = guestBase(machine, mapping) + vma.mappingOffsetBytes - vma.vaBytes;
  const byPgoff = machine.arch === 'arm64' && mapping.source.kind === 'device';
  return byPgoff ? armLeaves(machine, mapping, vma, delta) : hostLeaves(machine, vma, host, delta);
}

function hostLeaves(
  machine: Machine,
  { lengthBytes }: PopulatedVma,
  host: LeafCounts,
  delta: number,
): KvmLeaves {
  const size = (kind: LeafKind) => machine.leafBytes[kind];
  const allows = (kind: LeafKind) => size(kind) > 0 && residue(delta, size(kind)) === 0;
  const pud = allows('pud') ? host.pud : 0;
  const hugeBytes = (host.pud - pud) * size('pud') + host.contpmd * size('contpmd') + host.pmd * size('pmd');
  const pmd = allows('pmd') ? hugeBytes / size('pmd') : 0;
  const rest = lengthBytes - pud * size('pud') - pmd * size('pmd');
  return { pud, pmd, pte: rest / machine.pageBytes };
}

function armLeaves(machine: Machine, mapping: MappingOutcome, vma: PopulatedVma, delta: number): KvmLeaves {
  const pgoff = mapping.pgoffBytes + vma.mappingOffsetBytes;
  const allows = (size: number) =>
    size > 0 && congruent(vma.vaBytes, pgoff, size) && residue(delta, size) === 0;
  const blocks = (size: number) => {
    const from = alignUp(vma.vaBytes, size);
    return allows(size) ? Math.max(0, (alignDown(vma.vaBytes + vma.lengthBytes, size) - from) / size) : 0;
  };
  const { pud: pudBytes, pmd: pmdBytes } = machine.leafBytes;
  const pud = blocks(pudBytes);
  const pmd = blocks(pmdBytes) - (pud > 0 ? (pud * pudBytes) / pmdBytes : 0);
  return { pud, pmd, pte: (vma.lengthBytes - pud * pudBytes - pmd * pmdBytes) / machine.pageBytes };
}
