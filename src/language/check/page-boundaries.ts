import { hex, residue, sizeText } from '../../machine/bytes.ts';
import type { CheckedDevice, CheckedRegion } from '../checked-scenario.ts';

/**
 * What a device says of a region that is no whole number of a machine's pages, as words and a value; undefined where
 * nothing is. A device is written for any machine: only where it is mapped is the page size known.
 */
export function insidePage(
  { facts }: CheckedDevice,
  { ranges, offsetBaseBytes }: CheckedRegion,
  pageBytes: number,
): { readonly what: string; readonly value: string } | undefined {
  const several = ranges.length > 1;
  const claimed = typeof facts.startPfn === 'number' ? facts.startPfn : 0;
  const said = [
    ...ranges.map(({ physBytes }) => ({
      what: several ? 'has a range that begins at' : 'begins at',
      bytes: physBytes,
      text: hex,
    })),
    // The last range may end inside a page: its mapping does not.
    ...ranges.slice(0, -1).map(({ sizeBytes }) => ({
      what: 'has another range behind one of',
      bytes: sizeBytes,
      text: sizeText,
    })),
    { what: 'has the offset', bytes: offsetBaseBytes, text: sizeText },
    { what: 'is told to begin at', bytes: claimed, text: hex },
    { what: 'has its pgoff shifted by', bytes: facts.pgoffShiftBytes, text: sizeText },
  ];
  const broken = said.find(({ bytes }) => residue(bytes, pageBytes) !== 0);
  return broken && { what: broken.what, value: broken.text(broken.bytes) };
}
