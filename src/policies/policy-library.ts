/** What the module of a policy can import from 'policy-lab' besides types, as a plug-in or written in the page. */
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
} from '../machine/bytes.ts';
export { largestLeafBytes, leavesAbovePage } from '../machine/machine.ts';
export { blockFits, blockFitsRanges } from './leaf-fit.ts';
export { reserveAndMap } from './over-reservation.ts';
export { alignsHere, PFN_OPTIONS, pfnSearches } from './pfn-searches.ts';
export { apiVersion, definePolicy } from './policy.ts';
