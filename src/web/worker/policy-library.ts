/** What a policy that is written in the page can import from 'policy-lab': all that a plug-in's policy needs. */
export {
  alignDown,
  alignUp,
  congruent,
  GIB,
  hex,
  KIB,
  MIB,
  residue,
  sizeText,
  TIB,
} from '../../machine/bytes.ts';
export { largestLeafBytes, leavesAbovePage } from '../../machine/machine.ts';
export { blockFits, blockFitsRanges } from '../../policies/leaf-fit.ts';
export { reserveAndMap } from '../../policies/over-reservation.ts';
export { alignsHere, PFN_OPTIONS, pfnSearches } from '../../policies/pfn-searches.ts';
export { apiVersion, definePolicy } from '../../policies/policy.ts';
