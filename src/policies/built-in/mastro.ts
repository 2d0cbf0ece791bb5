import { alignUp, GIB, MIB, residue } from '../../machine/bytes.ts';
import { reserveAndMap } from '../over-reservation.ts';
import { definePolicy, type UserCalls } from '../policy.ts';

/** Mastro: user space picks the lowest address in its reservation that is congruent to the mmap offset. */
export default definePolicy({
  id: 'mastro',
  summary: 'user space: congruent to the mmap offset modulo 1G, 2M or a page, by over-reservation',
  needs: ['region'],
  toldBy: 'user space',
  source: 'Alex Mastro, linux-kernel, 2025-05-29 and 2026-01-08',
  claims: { congruentTo: 'pgoff', kinds: ['device'] },
  options: {
    small: { values: ['reserve', 'plain'], meaning: 'below 2M: reserves all the same, or a plain mmap' },
  },
  create: (machine, { small }) => ({
    calls({ region, lengthBytes, offsetBytes }): UserCalls | undefined {
      if (!region) return undefined;
      const align = lengthBytes >= GIB ? GIB : lengthBytes >= 2 * MIB ? 2 * MIB : machine.pageBytes;
      if (align === machine.pageBytes && small === 'plain') return undefined;
      const length = alignUp(lengthBytes, machine.pageBytes);
      return reserveAndMap(length, align, (base) => base + residue(offsetBytes - base, align));
    },
  }),
});
