import { definePolicy, type Search } from '../policy.ts';

/** Peter Xu's v1: the vfio-pci driver knows the BAR and asks for PUD, then PMD, congruent to the physical address. */
export default definePolicy({
  id: 'xu-pa',
  summary: "Xu's v1: the driver asks for 1G, then 2M, congruent to the physical address",
  needs: ['bar'],
  toldBy: 'driver',
  source: 'Peter Xu, linux-mm, 2025-06-13, 20250613134111.469884-1-peterx@redhat.com',
  claims: { congruentTo: 'pfn', kinds: ['device'] },
  propose({ bar, lengthBytes }, machine) {
    if (!bar || bar.offsetBytes >= bar.sizeBytes) return [];
    const cap = Math.min(bar.sizeBytes, lengthBytes);
    const searches: Search[] = [];
    for (const alignBytes of [machine.leafBytes.pud, machine.leafBytes.pmd]) {
      if (alignBytes === 0 || cap < alignBytes) continue;
      searches.push({
        form: 'thp',
        alignBytes,
        offsetBytes: bar.startBytes + bar.offsetBytes,
        reason: 'congruent to PA',
      });
    }
    return searches;
  },
});
