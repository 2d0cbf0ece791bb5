import { AddressSpace } from '../../src/mm/address-space.ts';
import { VM } from '../../src/mm/vma.ts';

/** An empty address space. */
export const space = (maxMapCount = 65530) => new AddressSpace({ maxMapCount, stackGuardPages: 256 });

/** Attributes of anonymous memory that begins at a page. */
export const anon = (start: number, flags: number = VM.READ) => ({ flags, file: 0, pgoff: start, owner: 0 });

/** Attributes of a file's pages from `pgoff` on. */
export const file = (pgoff: number, number = 1, flags: number = VM.READ) => ({
  flags,
  file: number,
  pgoff,
  owner: 0,
});

/** Where the VMAs are, in order; pages. */
export const ranges = (of: AddressSpace) => [...of.vmas()].map(({ start, end }) => [start, end]);
