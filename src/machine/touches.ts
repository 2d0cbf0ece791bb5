/** Bytes of a cache line: what one touch reads. */
export const LINE_BYTES = 64;

/** Bytes of a descriptor in a DMA ring, and of the buffer that it points to: virtio and most network cards. */
export const DESCRIPTOR_BYTES = 16;
export const BUFFER_BYTES = 2048;
