import { alignUp, GIB } from '../../machine/bytes.ts';
import { reserveAndMap } from '../over-reservation.ts';
import { definePolicy, type UserCalls } from '../policy.ts';

/** QEMU 9.2: aligns each area to the power of two that divides its size, up to 1G; ignores its offset. */
export default definePolicy({
  id: 'qemu-9.2',
  summary: 'user space: every area aligned to min(2^ctz(size), 1G) by over-reservation',
  needs: ['region'],
  toldBy: 'user space',
  source: 'QEMU 00b519c0bca0 (9.2), hw/vfio/region.c',
  claims: { congruentTo: 'nothing', kinds: ['device'] },
  create: (machine) => ({
    calls({ region, lengthBytes }): UserCalls | undefined {
      if (!region) return undefined;
      const length = alignUp(lengthBytes, machine.pageBytes);
      return reserveAndMap(length, Math.min(lowestBit(length), GIB), (base, align) => alignUp(base, align));
    },
  }),
});

/** 2^ctz(value): the largest power of two that divides it. */
function lowestBit(value: number): number {
  let bit = 1;
  while (Number.isInteger(value / (bit * 2))) bit *= 2;
  return bit;
}
