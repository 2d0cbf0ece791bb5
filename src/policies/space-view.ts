/** What a policy may read of the address space: free slots, never the VMAs themselves. Bytes. */
export interface SpaceView {
  /** The highest free address below mmap_base that is congruent to `offsetBytes` modulo `alignBytes`. */
  highestSlot(lengthBytes: number, alignBytes: number, offsetBytes: number): number | undefined;
  /** The lowest such address in the bottom-up window. */
  lowestSlot(lengthBytes: number, alignBytes: number, offsetBytes: number): number | undefined;
}
