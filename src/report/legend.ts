/** How to read the tables, for whoever has only them; lines of at most 72 characters. */
export function legend(colour: boolean): string {
  const mark = colour ? 'green' : '*';
  return [
    `How to read: ${mark} is the best of its column; ideal bounds huge leaves.`,
    '  leaves  page-table entries of the mappings, by level',
    '  faults  page faults to populate the mappings once',
    '  ideal   share of what VA = PA modulo the largest leaf would save',
    '  MPKA    TLB misses per 1000 touches; walk cyc.: cycles of walks',
    '  tables  page tables that the mappings need, below the root',
    '  lost    address space left beside placements for their alignment',
    '  ASLR    bits of randomness left to the address',
    '  Sizes: 1K = 1024 bytes. Other columns: policy-lab explain HEADING',
  ].join('\n');
}
