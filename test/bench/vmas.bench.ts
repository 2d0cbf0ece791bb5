import { AddressSpace } from '../../src/mm/address-space.ts';
import { bytesHeld } from './churn.ts';

/** Memory and speed with VMAs that never merge. */
export interface VmasRow {
  readonly vmas: number;
  readonly bytesPerVma: number;
  readonly buildNsPerVma: number;
  readonly findNs: number;
}

/** Builds a space of VMAs with a hole behind each, as from a snapshot, and asks it for gaps. */
export function vmasBench(sizes = [10_000, 1_000_000]): VmasRow[] {
  return sizes.map((vmas) => {
    const before = bytesHeld();
    const space = new AddressSpace({ maxMapCount: 2 ** 31, stackGuardPages: 256 });
    const from = performance.now();
    for (let i = 0; i < vmas; i++)
      space.place(i * 9 + 16, i * 9 + 20 + (i % 4), { flags: 3, file: 0, pgoff: i, owner: 0 });
    const built = performance.now() - from;
    const bytes = bytesHeld() - before;
    const queries = 200_000;
    const asked = performance.now();
    let found = 0;
    for (let i = 0; i < queries; i++) if (space.index.findHighest(0, (i * 7919) % (vmas * 9), 4)) found++;
    const findNs = ((performance.now() - asked) * 1e6) / queries;
    if (found < queries / 2 || space.mapCount !== vmas) throw new Error('the space is not what was built');
    return { vmas, bytesPerVma: bytes / vmas, buildNsPerVma: (built * 1e6) / vmas, findNs };
  });
}
