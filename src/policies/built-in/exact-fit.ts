import { leavesAbovePage } from '../../machine/machine.ts';
import { blockFits, blockFitsRanges } from '../leaf-fit.ts';
import { PFN_OPTIONS } from '../pfn-searches.ts';
import { definePolicy, type Facts } from '../policy.ts';
import type { SpaceView } from '../space-view.ts';

/** Where to look: below mmap_base from the top, then in the bottom-up window; the legacy layout has only the latter. */
function finder(legacy: boolean, window: string | undefined) {
  return (view: SpaceView, length: number, align: number, offset: number): number | undefined => {
    if (legacy) return view.lowestSlot(length, align, offset);
    const highest = view.highestSlot(length, align, offset);
    return highest ?? (window === 'both' ? view.lowestSlot(length, align, offset) : undefined);
  };
}

/** The bound for one request in the space as it is: a congruent slot is taken wherever one exists, without padding. */
export default definePolicy({
  id: 'exact-fit',
  summary: 'knows the PA and searches exact slots: the most one request can get in the space as it is',
  needs: ['pa'],
  toldBy: 'the lab',
  source: "the lab's own bound",
  claims: { congruentTo: 'pfn', kinds: ['device'] },
  options: {
    cont: PFN_OPTIONS.cont,
    ranges: PFN_OPTIONS.ranges,
    window: { values: ['both', 'topdown'], meaning: 'whether the bottom-up window is searched too' },
  },
  create: (machine, { cont, ranges, window }) => ({
    place(request, view) {
      const find = finder(machine.layout === 'legacy', window);
      const { pa, lengthBytes } = request;
      // MAP_32BIT has a window of its own, where the kernel obeys it: not for 32-bit programs.
      if (pa === undefined || (request.in32bit && machine.placement === 'x86' && !machine.compat))
        return undefined;
      const real = ranges === 'real' ? (request as Partial<Facts>).ranges : undefined;
      for (const alignBytes of leavesAbovePage(machine, { cont: cont === 'on' })) {
        if (!(real ? blockFitsRanges(real, alignBytes) : blockFits(pa, lengthBytes, alignBytes))) continue;
        const slot = find(view, lengthBytes, alignBytes, pa);
        if (slot !== undefined) return { addressBytes: slot, alignBytes, reason: 'an exact congruent slot' };
      }
      return undefined;
    },
  }),
});
