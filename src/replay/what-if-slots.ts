import { GapIndex, NO_ENTRY } from '../mm/gap-index.ts';

/** The slot of memory that the snapshot shows: it stays where it is under every policy. */
export const SNAPSHOT = -1;

/** A part of a recorded mapping, or of the snapshot. Pages; `offset` counts from the mapping's first page. */
export interface SlotPiece {
  readonly start: number;
  readonly end: number;
  readonly slot: number;
  readonly offset: number;
}

/** Which recorded mapping holds which pages, as calls come and go. Pages. */
export class SlotMap {
  readonly #index = new GapIndex();
  readonly #slots: number[] = [];
  readonly #offsets: number[] = [];

  /** The pieces that touch [start, end), cut to it, in order. */
  within(start: number, end: number): SlotPiece[] {
    const pieces: SlotPiece[] = [];
    let entry = this.#index.findEndingAfter(start);
    while (entry !== NO_ENTRY && this.#index.start(entry) < end) {
      const from = Math.max(start, this.#index.start(entry));
      const to = Math.min(end, this.#index.end(entry));
      const id = this.#index.id(entry);
      const offset = this.#offsets[id]! + from - this.#index.start(entry);
      pieces.push({ start: from, end: to, slot: this.#slots[id]!, offset });
      entry = this.#index.next(entry);
    }
    return pieces;
  }

  /** The piece that holds a page. */
  at(page: number): SlotPiece | undefined {
    return this.within(page, page + 1)[0];
  }

  /** Puts a piece over whatever is there. */
  put(start: number, end: number, slot: number, offset: number): void {
    if (end <= start) return;
    this.clear(start, end);
    this.#insert(start, end, slot, offset);
  }

  /** Takes [start, end) away. */
  clear(start: number, end: number): void {
    let entry = this.#index.findEndingAfter(start);
    while (entry !== NO_ENTRY && this.#index.start(entry) < end) {
      const piece = {
        start: this.#index.start(entry),
        end: this.#index.end(entry),
        id: this.#index.id(entry),
      };
      const slot = this.#slots[piece.id]!;
      const offset = this.#offsets[piece.id]!;
      this.#index.remove(entry);
      if (piece.start < start) this.#insert(piece.start, start, slot, offset);
      if (end < piece.end) this.#insert(end, piece.end, slot, offset + end - piece.start);
      entry = this.#index.findEndingAfter(start);
    }
  }

  #insert(start: number, end: number, slot: number, offset: number): void {
    this.#index.insert(start, end, this.#slots.length);
    this.#slots.push(slot);
    this.#offsets.push(offset);
  }
}
