import { leavesAbovePage, type Machine } from '../machine/machine.ts';
import { blockFits, blockFitsRanges } from './leaf-fit.ts';
import type { Facts, Mapping, OptionDeclaration, Options, Search } from './policy.ts';

/** Options of every policy that aligns to a start PFN. */
export const PFN_OPTIONS = {
  cont: { values: ['on', 'off'], meaning: 'whether contPTE and contPMD sizes are tried' },
  hint: { values: ['aligned', 'plain'], meaning: 'whether the aligned searches run after an occupied hint' },
  legacy: { values: ['on', 'off'], meaning: 'whether the legacy layout has the searches too' },
  ranges: {
    values: ['one', 'real'],
    meaning:
      'whether the mapping counts as one physical range from its start PFN, or as the ranges it really has',
    needs: { real: ['ranges'] },
  },
} as const satisfies Readonly<Record<string, OptionDeclaration>>;

/** Whether the options leave any aligned search for this request: not after a hint, not in the legacy layout. */
export function alignsHere(request: Mapping, machine: Machine, { hint, legacy }: Options): boolean {
  if (hint === 'plain' && request.hintBytes > 0) return false;
  return legacy !== 'off' || machine.layout !== 'legacy';
}

/** Masked searches congruent to a start PFN: the largest leaf of which one block fits, then the smaller ones. */
export function pfnSearches(
  request: Mapping & { readonly ranges?: Facts['ranges'] },
  startPfn: number,
  machine: Machine,
  options: Options,
): Search[] {
  if (!alignsHere(request, machine, options)) return [];
  const pa = startPfn * machine.pageBytes;
  const real = options.ranges === 'real' ? request.ranges : undefined;
  const fits = (size: number) =>
    real ? blockFitsRanges(real, size) : blockFits(pa, request.lengthBytes, size);
  return leavesAbovePage(machine, { cont: options.cont === 'on' })
    .filter(fits)
    .map((alignBytes) => ({
      form: 'mask',
      alignBytes,
      offsetBytes: pa,
      reason: 'one block fits; congruent to the PFN',
    }));
}
