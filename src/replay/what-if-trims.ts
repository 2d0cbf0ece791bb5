import { alignDown, residue } from '../machine/bytes.ts';
import type { SlotPiece } from './what-if-slots.ts';

/**
 * An over-reservation that is cut down to an aligned part: the program computed what to cut from the address that it
 * got. Bytes; it is complete once the whole log has been read.
 */
export interface Trim {
  readonly slot: number;
  /** Where the reservation lay when it was recorded. */
  readonly baseBytes: number;
  /** What the program aligned to: under another address it would cut elsewhere, unless congruent modulo this. */
  alignBytes: number;
}

interface Reservation {
  readonly baseBytes: number;
  readonly lengthBytes: number;
  /** Bytes cut off at the lower and the upper end. */
  head: number;
  tail: number;
  trim: Trim | undefined;
}

/** The least alignment worth a trim: what no page size gives by itself. */
const LEAST = 65536;

/** Recognises trims after an over-reservation, as glibc's arenas, the JVM and V8 make them. */
export class Trims {
  readonly #page: number;
  readonly #fresh = new Map<number, Reservation>();

  constructor(pageBytes: number) {
    this.#page = pageBytes;
  }

  /** A private anonymous mapping at an address that the kernel chose. */
  reserved(slot: number, baseBytes: number, lengthBytes: number): void {
    this.#fresh.set(slot, { baseBytes, lengthBytes, head: 0, tail: 0, trim: undefined });
  }

  /** A mapping is in use: what is cut off from now on is no trim. */
  touched(slot: number): void {
    this.#fresh.delete(slot);
  }

  /** Whether an munmap of a piece is a trim; then it depends on the address. */
  trim(piece: SlotPiece): Trim | undefined {
    const reservation = this.#fresh.get(piece.slot);
    if (!reservation) return undefined;
    const from = piece.offset * this.#page;
    const length = (piece.end - piece.start) * this.#page;
    const { lengthBytes, baseBytes } = reservation;
    if (from === 0 && length < lengthBytes && reservation.head === 0) reservation.head = length;
    else if (from > reservation.head && from + length === lengthBytes && reservation.tail === 0)
      reservation.tail = length;
    else {
      this.#fresh.delete(piece.slot);
      return undefined;
    }
    // Over-reserved is by the alignment, or by the alignment less a page.
    const spare = reservation.head + reservation.tail + this.#page;
    const alignBytes = 2 ** Math.floor(Math.log2(spare));
    const aligned = residue(baseBytes + reservation.head, alignBytes) === 0;
    if (reservation.trim) {
      if (aligned) reservation.trim.alignBytes = alignBytes;
      return reservation.trim;
    }
    if (reservation.head === 0 && (!aligned || alignBytes < LEAST)) return undefined;
    const natural = naturalAlignment(baseBytes + reservation.head);
    reservation.trim = {
      slot: piece.slot,
      baseBytes,
      alignBytes: aligned && alignBytes >= LEAST ? alignBytes : natural,
    };
    return reservation.trim;
  }
}

/** The largest power of two that divides an address. */
function naturalAlignment(bytes: number): number {
  let align = 1;
  while (align < 2 ** 40 && alignDown(bytes, align * 2) === bytes) align *= 2;
  return align;
}
