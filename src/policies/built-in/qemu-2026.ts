import { alignUp, GIB } from '../../machine/bytes.ts';
import { definePolicy, type UserCalls, type VfioRegion } from '../policy.ts';

interface Reservation {
  readonly region: string;
  readonly baseBytes: number;
  readonly endBytes: number;
  readonly alignBytes: number;
  /** Parts that no area has taken yet, in order. */
  free: { start: number; end: number }[];
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
        if (open) yield* release();
        yield* reserve(region, regionBytes);
      }
      if (!open) return;
      const at = open.baseBytes + region.offsetBytes;
      take(open, at, at + lengthBytes);
      yield { call: 'map-fixed', addressBytes: at, alignBytes: open.alignBytes };
    }

    function* reserve(region: VfioRegion, regionBytes: number): UserCalls {
      const align = cap === 'off' ? powerOfTwo(regionBytes) : Math.min(powerOfTwo(regionBytes), GIB);
      const base = yield { call: 'reserve', lengthBytes: regionBytes + align };
      if (base === undefined) return;
      const at = alignUp(base, align);
      const end = at + regionBytes;
      if (at > base) yield { call: 'unmap', addressBytes: base, lengthBytes: at - base };
      if (base + align > at) yield { call: 'unmap', addressBytes: end, lengthBytes: base + align - at };
      open = {
        region: region.id,
        baseBytes: at,
        endBytes: end,
        alignBytes: align,
        free: [{ start: at, end }],
      };
    }

    function* release(): UserCalls {
      const parts = open?.free ?? [];
      open = undefined;
      for (const { start, end } of parts)
        yield { call: 'unmap', addressBytes: start, lengthBytes: end - start };
    }
  },
});

/** Whether the open reservation is this region's and still has the area free. */
function covers(open: Reservation, region: VfioRegion, lengthBytes: number): boolean {
  const start = open.baseBytes + region.offsetBytes;
  return (
    open.region === region.id &&
    open.free.some((part) => part.start <= start && start + lengthBytes <= part.end)
  );
}

function take(open: Reservation, start: number, end: number): void {
  open.free = open.free.flatMap((part) => {
    if (end <= part.start || part.end <= start) return [part];
    return [
      { start: part.start, end: start },
      { start: end, end: part.end },
    ].filter((rest) => rest.end > rest.start);
  });
}

function powerOfTwo(bytes: number): number {
  let power = 1;
  while (power < bytes) power *= 2;
  return power;
}
