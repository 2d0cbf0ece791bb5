/** What the headers of a zstd frame say (RFC 8878, 3.1.1), before anything is unpacked. Bytes. */
export interface ZstdFrame {
  /** Undefined where the header does not say it. */
  readonly contentBytes: number | undefined;
  readonly windowBytes: number;
  readonly blocks: number;
}

const MAGIC = 0xfd2fb528;
/** Frames that are passed over: 0x184D2A50 to 0x184D2A5F. */
const SKIPPABLE = 0x184d2a50;

/** The frames of packed bytes, by their headers alone; undefined where these do not hold together. */
export function zstdFrames(bytes: Uint8Array): readonly ZstdFrame[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const frames: ZstdFrame[] = [];
  try {
    for (let at = 0; at < bytes.length; ) {
      const magic = view.getUint32(at, true);
      if (magic >>> 4 === SKIPPABLE >>> 4) {
        at += 8 + view.getUint32(at + 4, true);
        continue;
      }
      if (magic !== MAGIC) return undefined;
      const { frame, end } = frameAt(view, at + 4);
      frames.push(frame);
      at = end;
    }
  } catch (error) {
    // Reading behind the end: the last frame is cut off.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return frames;
}

function frameAt(view: DataView, begin: number): { frame: ZstdFrame; end: number } {
  const flags = view.getUint8(begin);
  const single = (flags >> 5) & 1;
  const checksum = (flags >> 2) & 1;
  const dictionary = [0, 1, 2, 4][flags & 3]!;
  const sizeBytes = [single, 2, 4, 8][flags >> 6]!;
  const sizeAt = begin + 2 - single + dictionary;
  const contentBytes = sizeBytes === 0 ? undefined : contentAt(view, sizeAt, sizeBytes);
  const windowBytes = single === 1 ? contentBytes! : windowOf(view.getUint8(begin + 1));
  const { blocks, end } = blocksAt(view, sizeAt + sizeBytes);
  return { frame: { contentBytes, windowBytes, blocks }, end: end + 4 * checksum };
}

function contentAt(view: DataView, at: number, bytes: number): number {
  if (bytes === 1) return view.getUint8(at);
  if (bytes === 2) return view.getUint16(at, true) + 256;
  return bytes === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function blocksAt(view: DataView, begin: number): { blocks: number; end: number } {
  let [blocks, at] = [0, begin];
  for (;;) {
    const header = view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16);
    const repeated = ((header >> 1) & 3) === 1;
    at += 3 + (repeated ? 1 : header >> 3);
    blocks++;
    if ((header & 1) === 1) return { blocks, end: at };
  }
}
