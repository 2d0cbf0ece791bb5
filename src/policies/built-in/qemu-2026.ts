import { alignUp, GIB } from '../../machine/bytes.ts';
import { definePolicy, type UserCall, type UserCalls, type VfioRegion } from '../policy.ts';

/** A range of addresses. Bytes. */
interface Part {
  readonly start: number;
  readonly end: number;
}

interface Reservation {
  readonly region: string;
  readonly baseBytes: number;
  readonly endBytes: number;
  readonly alignBytes: number;
  /** Parts that no area has taken yet, in order. */
  free: readonly Part[];
}

/** QEMU after Agrawal's fix: one aligned reservation for the whole region, areas laid over it at their offsets. */
export default definePolicy({
  id: 'qemu-2026',
  summary:
    'user space: one reservation a region, aligned to min(pow2ceil(region), 1G); areas at their offsets',
  needs: ['region'],
  toldBy: 'user space',
  source: 'Ankit Agrawal, qemu-devel, 2026-02-15 (v3 20260215084950); QEMU 3863e47828d5',
  claims: { congruentTo: 'pgoff', kinds: ['device'] },
  options: { cap: { values: ['on', 'off'], meaning: 'whether the alignment stops at 1G' } },
  create(machine, { cap }) {
    let open: Reservation | undefined;
    return {
      calls({ region, lengthBytes }) {
        if (!region) return undefined;
        return mapArea(
          region,
          alignUp(lengthBytes, machine.pageBytes),
          alignUp(region.sizeBytes, machine.pageBytes),
        );
      },
      settle: () => (open ? release() : undefined),
    };

    function* mapArea(region: VfioRegion, lengthBytes: number, regionBytes: number): UserCalls {
      if (!open || !covers(open, region, lengthBytes)) {
        for (const part of released()) yield unmap(part);
        const align = cap === 'off' ? powerOfTwo(regionBytes) : Math.min(powerOfTwo(regionBytes), GIB);
        const base = yield { call: 'reserve', lengthBytes: regionBytes + align };
        if (base === undefined) return;
        const at = alignUp(base, align);
        const end = at + regionBytes;
        if (at > base) yield unmap({ start: base, end: at });
        if (base + align > at) yield unmap({ start: end, end: base + align + regionBytes });
        const free = [{ start: at, end }];
        open = { region: region.id, baseBytes: at, endBytes: end, alignBytes: align, free };
      }
      const at = open.baseBytes + region.offsetBytes;
      take(open, at, at + lengthBytes);
      yield { call: 'map-fixed', addressBytes: at, alignBytes: open.alignBytes };
    }

    function* release(): UserCalls {
      for (const part of released()) yield unmap(part);
    }

    /** Closes the reservation; what is left of it is to be unmapped. */
    function released(): readonly Part[] {
      const parts = open?.free ?? [];
      open = undefined;
      return parts;
    }
  },
});

function unmap({ start, end }: Part): UserCall {
  return { call: 'unmap', addressBytes: start, lengthBytes: end - start };
}

/** Whether the open reservation is this region's and still has the area free. */
function covers(open: Reservation, region: VfioRegion, lengthBytes: number): boolean {
  const start = open.baseBytes + region.offsetBytes;
  return (
    open.region === region.id &&
    open.free.some((part) => part.start <= start && start + lengthBytes <= part.end)
  );
}

function take(open: Reservation, start: number, end: number): void {
  const free: Part[] = [];
  for (const part of open.free) {
    if (part.start < start) free.push({ start: part.start, end: Math.min(part.end, start) });
    if (part.end > end) free.push({ start: Math.max(part.start, end), end: part.end });
  }
  open.free = free;
}

function powerOfTwo(bytes: number): number {
  let power = 1;
  while (power < bytes) power *= 2;
  return power;
}
