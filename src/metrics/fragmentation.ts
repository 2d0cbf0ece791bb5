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

/** The bytes of all gaps. */
export function freeBytes(gaps: readonly Extent[]): number {
  let sum = 0;
  for (const { start, end } of gaps) sum += end - start;
  return sum;
}

/** The bytes of the largest gap; 0 where there is none. */
export function largestBytes(gaps: readonly Extent[]): number {
  let most = 0;
  for (const { start, end } of gaps) most = Math.max(most, end - start);
  return most;
}

/** Free bytes in which no aligned block fits, as a ratio of all free bytes; null where nothing is free. */
export function unusable(gaps: readonly Extent[], blockBytes: number): number | null {
  const free = freeBytes(gaps);
  if (free === 0) return null;
  let usable = 0;
  for (const { start, end } of gaps)
    usable += Math.max(0, alignDown(end, blockBytes) - alignUp(start, blockBytes));
  return 1 - usable / free;
}

/** The external fragmentation index for a request, as mm/vmstat.c has it for the buddy allocator, over gaps. */
export function externalFragmentation(gaps: readonly Extent[], requestBytes: number): number | null {
  if (gaps.length === 0) return null;
  if (largestBytes(gaps) >= requestBytes) return -1;
  return 1 - (1 + freeBytes(gaps) / requestBytes) / gaps.length;
}

/** `12:3 13:5`: how many gaps there are of each floor(log2(bytes)). */
export function gapHistogram(gaps: readonly Extent[]): string {
  const counts = new Uint32Array(MOST_BITS);
  for (const { start, end } of gaps) counts[floorLog2(end - start)]!++;
  let text = '';
  for (let order = 0; order < MOST_BITS; order++)
    if (counts[order]! > 0) text += `${text === '' ? '' : ' '}${order}:${counts[order]}`;
  return text;
}

/** Sizes are whole numbers below 2^53. */
const MOST_BITS = 53;

/** Exact, unlike Math.log2 close below powers of two. Of whole numbers from 1 to 2^53. */
function floorLog2(size: number): number {
  const high = Math.floor(size / 0x1_0000_0000);
  return high > 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(size);
}
