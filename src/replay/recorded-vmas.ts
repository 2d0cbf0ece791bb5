import type { MapsRegion } from '../import/maps.ts';
import { hex } from '../machine/bytes.ts';
import type { Mm } from '../mm/mm.ts';
import { permissions, VM, type Vma } from '../mm/vma.ts';

/** A VMA that only the kernel or only the model has at the end. */
export interface VmaDifference {
  /** `0x7ffff7fc0000-0x7ffff7fc2000 rw-p`; empty where there is none. */
  readonly expected: string;
  readonly got: string;
  readonly reason: string;
}

/** How the model's final VMAs compare with a snapshot's. */
export interface VmaComparison {
  readonly asRecorded: number;
  readonly different: number;
  /**
   * Private VMAs that the kernel kept apart and the model merges: whether the kernel merges what was touched depends
   * on its anon_vma, and no log shows touches.
   */
  readonly apart: number;
  readonly differences: readonly VmaDifference[];
}

/** Differences that are kept whole. */
const KEPT = 1000;

/** Compares bounds and permissions of every VMA. A stack may have grown: no log shows that. */
export function compareVmas(mm: Mm, after: readonly MapsRegion[]): VmaComparison {
  const page = mm.machine.pageBytes;
  const model = [...mm.space.vmas()];
  const byEnd = new Map(model.map((vma) => [vma.end * page, vma]));
  const missing: MapsRegion[] = [];
  const found = new Set<Vma>();
  for (const region of after) {
    const vma = byEnd.get(region.end);
    if (vma && same(vma, region, page)) found.add(vma);
    else missing.push(region);
  }
  const unmatched = model.filter((vma) => !found.has(vma));
  const split = unmatched.filter((vma) => isSplit(vma, missing, page));
  const inSplit = ({ start, end }: MapsRegion) =>
    split.some((vma) => start >= vma.start * page && end <= vma.end * page);
  const extra = unmatched.filter((vma) => !split.includes(vma));
  const differences = missing
    .filter((region) => !inSplit(region))
    .map((region) => differenceAt(region, extra, page));
  for (const vma of extra)
    if (!missing.some((region) => region.start < vma.end * page && vma.start * page < region.end))
      differences.push({ expected: '', got: vmaText(vma, page), reason: 'the kernel has nothing there' });
  return {
    asRecorded: found.size,
    different: differences.length,
    apart: missing.filter(inSplit).length,
    differences: differences.slice(0, KEPT),
  };
}

function same(vma: Vma, region: MapsRegion, page: number): boolean {
  if (permissions(vma.flags) !== region.permissions) return false;
  const start = vma.start * page;
  return start === region.start || ((vma.flags & VM.GROWSDOWN) !== 0 && region.start < start);
}

/** Whether several recorded regions make up one private VMA of the model, and nothing else differs. */
function isSplit(vma: Vma, missing: readonly MapsRegion[], page: number): boolean {
  if (vma.flags & (VM.SHARED | VM.SPECIAL)) return false;
  const inside = missing.filter(
    ({ start, end, permissions: flags }) =>
      start >= vma.start * page && end <= vma.end * page && flags === permissions(vma.flags),
  );
  const covered = inside.reduce((sum, { start, end }) => sum + end - start, 0);
  return inside.length > 1 && covered === (vma.end - vma.start) * page;
}

function differenceAt(region: MapsRegion, extra: readonly Vma[], page: number): VmaDifference {
  const expected = text(region.start, region.end, region.permissions);
  const touching = extra.filter((vma) => region.start < vma.end * page && vma.start * page < region.end);
  const got = touching.map((vma) => vmaText(vma, page)).join(', ');
  return { expected, got, reason: reasonOf(region, touching) };
}

function reasonOf(region: MapsRegion, touching: readonly Vma[]): string {
  if (touching.length === 0) return 'nothing of the log maps it';
  if (touching.some((vma) => permissions(vma.flags) !== region.permissions))
    return 'other permissions: a call is missing from the log';
  return touching.length > 1 ? 'the kernel merged them' : 'other bounds';
}

function vmaText(vma: Vma, page: number): string {
  return text(vma.start * page, vma.end * page, permissions(vma.flags));
}

function text(start: number, end: number, flags: string): string {
  return `${hex(start)}-${hex(end)} ${flags}`;
}
