import { alignDown, alignUp } from '../machine/bytes.ts';
import type { Extent } from '../replay/outcome.ts';

/** The part of the address space that fragmentation speaks of. Bytes; `end` is exclusive. */
export type Window = Extent;

/** From the lowest VMA of the linux run to mmap_base; mirrored in the legacy layout. */
export function fragmentationWindow(
  layout: 'topdown' | 'legacy',
  mmapBaseBytes: number,
  linuxVmas: readonly Extent[],
): Window {
  if (layout === 'topdown')
    return { start: Math.min(linuxVmas[0]?.start ?? mmapBaseBytes, mmapBaseBytes), end: mmapBaseBytes };
  return { start: mmapBaseBytes, end: Math.max(linuxVmas.at(-1)?.end ?? mmapBaseBytes, mmapBaseBytes) };
}

/** The gaps between VMAs inside a window, in order. */
export function gapsIn(window: Window, vmas: readonly Extent[]): Extent[] {
  const gaps: Extent[] = [];
  let at = window.start;
  for (const { start, end } of vmas) {
    if (end <= at) continue;
    if (start >= window.end) break;
    if (start > at) gaps.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < window.end) gaps.push({ start: at, end: window.end });
  return gaps;
}

/** Free bytes in which no aligned block fits, as a ratio of all free bytes; null where nothing is free. */
export function unusable(gaps: readonly Extent[], blockBytes: number): number | null {
  const free = gaps.reduce((sum, { start, end }) => sum + end - start, 0);
  if (free === 0) return null;
  const usable = gaps.reduce(
    (sum, { start, end }) => sum + Math.max(0, alignDown(end, blockBytes) - alignUp(start, blockBytes)),
    0,
  );
  return 1 - usable / free;
}

/** The external fragmentation index for a request, as mm/vmstat.c has it for the buddy allocator, over gaps. */
export function externalFragmentation(gaps: readonly Extent[], requestBytes: number): number | null {
  if (gaps.length === 0) return null;
  if (gaps.some(({ start, end }) => end - start >= requestBytes)) return -1;
  const free = gaps.reduce((sum, { start, end }) => sum + end - start, 0);
  return 1 - (1 + free / requestBytes) / gaps.length;
}

/** `12:3 13:5`: how many gaps there are of each floor(log2(bytes)). */
export function gapHistogram(gaps: readonly Extent[]): string {
  const counts = new Map<number, number>();
  for (const { start, end } of gaps) {
    const order = floorLog2(end - start);
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([order, count]) => `${order}:${count}`)
    .join(' ');
}

/** Exact, unlike Math.log2 close below powers of two. Of whole numbers from 1 to 2^53. */
function floorLog2(size: number): number {
  const high = Math.floor(size / 0x1_0000_0000);
  return high > 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(size);
}
