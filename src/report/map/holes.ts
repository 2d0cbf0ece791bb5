import type { Area } from '../../mm/area-request.ts';
import type { Mm } from '../../mm/mm.ts';
import type { Operation } from '../../plan/operation.ts';
import type { Cell } from '../../replay/cell.ts';
import { lostPages } from '../../replay/mmap-call.ts';
import type { Extent } from '../../replay/outcome.ts';

/** What placements leave between themselves and the end of the gap on the search's side. Pages, but for `left`. */
export class Holes {
  readonly #holes: Extent[] = [];
  #searched: Area | undefined;

  /** Sees every placement; the caller's own addresses leave no holes. */
  observe(area: Area): void {
    if (area.via === 'topdown' || area.via === 'bottomup') this.#searched = area;
  }

  /** Notes the hole that a call left, once it is made. */
  note(cell: Cell, operation: Operation): void {
    const area = this.#searched;
    this.#searched = undefined;
    if (area === undefined) return;
    const lost = lostBy(cell, operation, area);
    if (lost > 0) this.#holes.push(holeOf(area, lost));
  }

  /** What is still free of all of them, in order. Bytes. */
  left({ space, machine }: Mm): readonly Extent[] {
    const free = this.#holes.flatMap((hole) => freeParts(hole, space));
    const page = machine.pageBytes;
    return union(free).map(({ start, end }) => ({ start: start * page, end: end * page }));
  }
}

function lostBy(cell: Cell, operation: Operation, area: Area): number {
  if (operation.op === 'mmap') return cell.mappings[operation.slot]?.lostPages ?? 0;
  if (operation.op !== 'mremap') return 0;
  const moved = cell.mappings[operation.toSlot];
  return moved?.area === area ? lostPages(area, moved.pages) : 0;
}

function holeOf({ via, gapStart, gapEnd }: Area, lost: number): Extent {
  return via === 'topdown'
    ? { start: gapEnd - lost, end: gapEnd }
    : { start: gapStart, end: gapStart + lost };
}

function freeParts({ start, end }: Extent, space: Mm['space']): Extent[] {
  const parts: Extent[] = [];
  let at = start;
  for (let entry = space.index.findEndingAfter(start); entry >= 0; entry = space.index.next(entry)) {
    const from = space.index.start(entry);
    if (from >= end) break;
    if (from > at) parts.push({ start: at, end: from });
    at = Math.max(at, space.index.end(entry));
  }
  if (at < end) parts.push({ start: at, end });
  return parts;
}

/** Extents in order, those that touch or overlap as one. */
export function union(extents: readonly Extent[]): Extent[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...extents].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
