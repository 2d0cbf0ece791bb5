import { VM, type Vma } from '../../mm/vma.ts';
import type { Cell } from '../../replay/cell.ts';
import type { MappedSource } from '../../replay/outcome.ts';
import { OWNER } from '../../replay/process.ts';
import type { MapVma, VmaKind } from './snapshot.ts';

/** All VMAs of a process as they are now. Bytes. */
export function snapshotVmas(cell: Cell): MapVma[] {
  const page = cell.mm.machine.pageBytes;
  return [...cell.mm.space.vmas()].map((vma) => {
    const owner = cell.mappings[vma.owner];
    const kind = owner === undefined ? backgroundKind(cell, vma) : kindOf(owner.source);
    return { start: vma.start * page, end: vma.end * page, kind, name: owner?.name ?? '' };
  });
}

/** What a mapping made by the scenario is. */
export function kindOf(source: MappedSource): VmaKind {
  return source.kind === 'anon' && source.shared ? 'shared' : source.kind;
}

function backgroundKind({ mm }: Cell, { start, end, owner, flags, file }: Vma): VmaKind {
  if (owner === OWNER.reservation) return 'reserved';
  if (flags & VM.GROWSDOWN) return 'stack';
  if (start < mm.brk && end > mm.startBrk) return 'heap';
  if (file === 0) return 'anon';
  return flags & VM.SHARED ? 'shared' : 'file';
}
