import type { Mm, SearchRecord } from '../mm/mm.ts';
import type { Extent } from './outcome.ts';

/** A gap that a search could have taken but for its padding. Bytes. */
export interface PassedGap extends Extent {
  /** Bytes that the gap is short of what the search asked for. */
  readonly shortBytes: number;
}

/** One search of a placement, with what it saw. Bytes. */
export interface ExplainedSearch {
  readonly form: SearchRecord['form'];
  readonly reason: string;
  readonly topdown: boolean;
  readonly window: Extent;
  /** What is wanted, and what was asked for so that it can be aligned afterwards. */
  readonly lengthBytes: number;
  readonly askedBytes: number;
  readonly alignBytes: number;
  readonly offsetBytes: number;
  /** Where the search itself came out; null where nothing was large enough. */
  readonly address: number | null;
  /** The gap that it took. */
  readonly gap: Extent | null;
  /** Gaps in its way that hold the length but not what was asked, in the order of the search; the first few. */
  readonly passed: readonly PassedGap[];
  /** How many gaps in its way do not even hold the length. */
  readonly tooSmall: number;
}

/** How many passed gaps are worth telling. */
const TOLD = 4;

/** What every search of the current placement saw. Asked before the mapping is made. */
export function explainSearches(mm: Mm): ExplainedSearch[] {
  return mm.searches.map((record) => explainSearch(mm, record));
}

function explainSearch(mm: Mm, { form, reason, info, wanted, area }: SearchRecord): ExplainedSearch {
  const page = mm.machine.pageBytes;
  const low = Math.max(info.lowPages, mm.limits.mmapMin);
  // A policy that chose an exact slot asked for no room to align in.
  const asked = info.lengthPages + (form === 'exact' ? 0 : info.alignPages - 1);
  const found = area.page >= 0;
  const way = gapsOnTheWay(mm, low, info.highPages, info.topdown, found ? area : undefined);
  const passed = way.filter(({ start, end }) => end - start >= wanted.lengthPages);
  return {
    form,
    reason,
    topdown: info.topdown,
    window: { start: low * page, end: info.highPages * page },
    lengthBytes: wanted.lengthPages * page,
    askedBytes: asked * page,
    alignBytes: wanted.alignPages * page,
    offsetBytes: wanted.offsetPages * page,
    address: found ? area.page * page : null,
    gap: found ? { start: area.gapStart * page, end: area.gapEnd * page } : null,
    passed: passed.slice(0, TOLD).map(({ start, end }) => ({
      start: start * page,
      end: end * page,
      shortBytes: Math.max(0, asked - (end - start)) * page,
    })),
    tooSmall: way.length - passed.length,
  };
}

/** The gaps between a search's beginning and what it found, in its order. Pages. */
function gapsOnTheWay(
  mm: Mm,
  low: number,
  high: number,
  topdown: boolean,
  found: { readonly gapStart: number; readonly gapEnd: number } | undefined,
): Extent[] {
  const gaps: Extent[] = [];
  let at = low;
  for (const { start, end } of mm.space.vmas()) {
    if (start >= high) break;
    if (start > at) gaps.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < high) gaps.push({ start: at, end: high });
  const before = gaps.filter(({ start, end }) => {
    if (!found) return true;
    return topdown ? start >= found.gapEnd : end <= found.gapStart;
  });
  return topdown ? before.reverse() : before;
}
