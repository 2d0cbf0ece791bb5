import { PFN_OPTIONS, pfnSearches } from '../pfn-searches.ts';
import { definePolicy, type Facts } from '../policy.ts';

/** Stoakes: mmap_prepare actions are declarative, so the driver has already told mm the PFN; derive it from there. */
export default definePolicy({
  id: 'stoakes-action',
  summary: 'the mmap_prepare action already carries the PFN; a driver that faults declares nothing',
  needs: ['action'],
  toldBy: 'driver',
  source: 'Lorenzo Stoakes, linux-kernel, 2026-06-18',
  claims: { congruentTo: 'pfn', kinds: ['device'] },
  options: {
    ...PFN_OPTIONS,
    'declare-only': {
      values: ['off', 'on'],
      meaning: 'a driver that knows its PFN declares it without mapping (Gunthorpe, 2026-06-18)',
      needs: { on: ['startPfn'] },
    },
    pgoff: {
      values: ['after', 'before'],
      meaning: 'the pgoff that the hook leaves, or the one that the caller gave',
    },
  },
  alsoRuns: [{ 'declare-only': 'on' }],
  propose(request, machine, options) {
    const { action } = request;
    const carried = options.pgoff === 'before' ? action?.startPfnBefore : action?.startPfn;
    const declares = options['declare-only'] === 'on' && !action;
    const startPfn = declares ? (request as Partial<Facts>).startPfn : carried;
    return startPfn === undefined ? [] : pfnSearches(request, startPfn, machine, options);
  },
});
