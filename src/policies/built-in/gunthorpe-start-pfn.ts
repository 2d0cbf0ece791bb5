import { leavesAbovePage } from '../../machine/machine.ts';
import { alignsHere, PFN_OPTIONS, pfnSearches } from '../pfn-searches.ts';
import { definePolicy } from '../policy.ts';

/** Gunthorpe: a callback tells mm the start PFN of the VMA; congruence to it is all that huge leaves need. */
export default definePolicy({
  id: 'gunthorpe-start-pfn',
  summary:
    'a callback tells the start PFN: congruent to it, the largest leaf of which a block fits, then smaller',
  needs: ['startPfn'],
  toldBy: 'driver',
  source: 'Jason Gunthorpe, linux-kernel, 2026-06-17',
  claims: { congruentTo: 'pfn', kinds: ['device'] },
  options: {
    ...PFN_OPTIONS,
    generous: {
      values: ['off', 'on'],
      meaning: "the largest leaf's congruence first whenever the length reaches a PMD",
    },
  },
  propose(request, machine, options) {
    const { startPfn } = request;
    if (startPfn === undefined) return [];
    const fitting = pfnSearches(request, startPfn, machine, options);
    const [largest] = leavesAbovePage(machine, { cont: options.cont === 'on' });
    const reaches =
      options.generous === 'on' && largest !== undefined && request.lengthBytes >= machine.leafBytes.pmd;
    if (!reaches || !alignsHere(request, machine, options)) return fitting;
    const offsetBytes = startPfn * machine.pageBytes;
    const generous = {
      form: 'mask',
      alignBytes: largest,
      offsetBytes,
      reason: 'generous: the largest leaf',
    } as const;
    return [generous, ...fitting.filter(({ alignBytes }) => alignBytes < largest)];
  },
});
