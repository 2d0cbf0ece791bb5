import type { MmapOperation, Operation, SlotRange } from '../../plan/operation.ts';
import { extentsWithout } from '../../replay/extents-without.ts';
import type { Extent } from '../../replay/outcome.ts';

type Mremap = Operation & { readonly op: 'mremap' };

/**
 * Whether every call of a program stays in memory that the mapping it names surely has. What another call hits (the
 * end of a mapping, a hole in it, an address) depends on what lies there, so that the program does not do the same
 * under each policy.
 */
export function staysInOwnMemory(operations: readonly Operation[]): boolean {
  const memory = new OwnMemory();
  return operations.every((operation) => memory.run(operation));
}

/** What is surely left of the mapping of each slot, as bytes from its begin. */
class OwnMemory {
  readonly #left = new Map<number, { readonly lengthBytes: number; readonly pieces: readonly Extent[] }>();

  /** Follows a call; false where it does not stay in what is left. */
  run(operation: Operation): boolean {
    if (operation.op === 'mmap') return this.#mmap(operation);
    if (!('range' in operation)) return true;
    const { range } = operation;
    if ('at' in range || !this.#holds(range)) return false;
    if (operation.op === 'munmap') this.#remove(range);
    return operation.op === 'mremap' ? this.#mremap(operation, range) : true;
  }

  #mmap({ slot, at, fixed, lengthBytes }: MmapOperation): boolean {
    if (fixed === 'fixed') {
      if (at?.slot === undefined) return false;
      const replaced = { slot: at.slot, offsetBytes: at.offsetBytes, lengthBytes };
      if (!this.#holds(replaced)) return false;
      this.#remove(replaced);
    }
    this.#left.set(slot, { lengthBytes, pieces: [{ start: 0, end: lengthBytes }] });
    return true;
  }

  #mremap({ toSlot, newLengthBytes, dontUnmap, fixedAt }: Mremap, range: SlotRange): boolean {
    const { start, end } = this.#extent(range);
    // It may fail, and then the old length stays: only what both have is sure. A part has another begin if it moves.
    const sure = dontUnmap ? newLengthBytes : start > 0 ? 0 : Math.min(end, newLengthBytes);
    this.#left.set(toSlot, {
      lengthBytes: newLengthBytes,
      pieces: sure > 0 ? [{ start: 0, end: sure }] : [],
    });
    return fixedAt === undefined;
  }

  #remove(range: SlotRange): void {
    const { start, end } = this.#extent(range);
    const { lengthBytes, pieces } = this.#left.get(range.slot)!;
    this.#left.set(range.slot, { lengthBytes, pieces: extentsWithout(pieces, start, end) });
  }

  #holds(range: SlotRange): boolean {
    const { start, end } = this.#extent(range);
    const pieces = this.#left.get(range.slot)?.pieces ?? [];
    return pieces.some((piece) => piece.start <= start && end <= piece.end);
  }

  /** The bytes of a range from the begin of its mapping. */
  #extent({ slot, offsetBytes, lengthBytes }: SlotRange): Extent {
    const whole = this.#left.get(slot)?.lengthBytes ?? 0;
    return { start: offsetBytes, end: lengthBytes === undefined ? whole : offsetBytes + lengthBytes };
  }
}
