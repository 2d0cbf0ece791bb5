import { copied, grown } from './column.ts';
import { type Entry, GapIndex, NO_ENTRY } from './gap-index.ts';
import { ERRNO, VM, type Vma, type VmaAttributes } from './vma.ts';

/**
 * The VMAs of one process: an mm_struct. It keeps them disjoint, merged and split as mm/vma.c does, and leaves the
 * choice of addresses to others. All positions are page numbers.
 */
export class AddressSpace {
  readonly index = new GapIndex();
  readonly maxMapCount: number;
  readonly stackGuardPages: number;

  #flags = new Int32Array(256);
  #file = new Int32Array(256);
  #pgoff = new Float64Array(256);
  #owner = new Int32Array(256);
  #used = 0;
  #free: number[] = [];
  #nextFile = 1;

  constructor(limits: { readonly maxMapCount: number; readonly stackGuardPages: number }) {
    this.maxMapCount = limits.maxMapCount;
    this.stackGuardPages = limits.stackGuardPages;
  }

  /** The same VMAs and open files in a space of its own, as fork() makes it; other limits where they are given. */
  copy(limits: Partial<Pick<AddressSpace, 'maxMapCount' | 'stackGuardPages'>> = {}): AddressSpace {
    const { maxMapCount, stackGuardPages } = this;
    const space = new AddressSpace({ maxMapCount, stackGuardPages, ...limits });
    space.copyFrom(this);
    return space;
  }

  /** Forgets its VMAs and open files for those of another space; its limits stay. */
  copyFrom(other: AddressSpace): void {
    this.index.copyFrom(other.index);
    this.#flags = copied(this.#flags, other.#flags);
    this.#file = copied(this.#file, other.#file);
    this.#pgoff = copied(this.#pgoff, other.#pgoff);
    this.#owner = copied(this.#owner, other.#owner);
    this.#used = other.#used;
    this.#free = [...other.#free];
    this.#nextFile = other.#nextFile;
  }

  /** mm->map_count. */
  get mapCount(): number {
    return this.index.size;
  }

  /** A number for one more opened file, so that its VMAs merge with no other's. */
  openFile(): number {
    return this.#nextFile++;
  }

  flags(entry: Entry): number {
    return this.#flags[this.index.id(entry)]!;
  }

  file(entry: Entry): number {
    return this.#file[this.index.id(entry)]!;
  }

  /** vm_start_gap(): where the VMA begins, less the guard gap below a stack. */
  startGap(entry: Entry): number {
    const start = this.index.start(entry);
    return this.flags(entry) & VM.GROWSDOWN ? Math.max(0, start - this.stackGuardPages) : start;
  }

  vma(entry: Entry): Vma {
    const id = this.index.id(entry);
    return {
      start: this.index.start(entry),
      end: this.index.end(entry),
      flags: this.#flags[id]!,
      file: this.#file[id]!,
      pgoff: this.#pgoff[id]!,
      owner: this.#owner[id]!,
    };
  }

  /** Every VMA in order. */
  *vmas(): Generator<Vma> {
    for (let at = this.index.first(); at !== NO_ENTRY; at = this.index.next(at)) yield this.vma(at);
  }

  /** Where the VMAs lie, in order; in bytes. */
  extents(pageBytes: number): { readonly start: number; readonly end: number }[] {
    const { index } = this;
    const extents = [];
    for (let at = index.first(); at !== NO_ENTRY; at = index.next(at))
      extents.push({ start: index.start(at) * pageBytes, end: index.end(at) * pageBytes });
    return extents;
  }

  /** The VMA that holds `page`, or {@link NO_ENTRY}. */
  lookup(page: number): Entry {
    const entry = this.index.findEndingAfter(page);
    return entry !== NO_ENTRY && this.index.start(entry) <= page ? entry : NO_ENTRY;
  }

  /** Whether no VMA touches [start, end). */
  isFree(start: number, end: number): boolean {
    const entry = this.index.findEndingAfter(start);
    return entry === NO_ENTRY || this.index.start(entry) >= end;
  }

  /** Adds a VMA as it stands, without merging: for what a snapshot lists. It must not overlap another. */
  place(start: number, end: number, attributes: VmaAttributes): void {
    this.index.insert(start, end, this.#newId(attributes));
  }

  /** Adds a VMA to free pages, merged with its neighbours where the kernel would (`vma_merge_new_range`). */
  add(start: number, end: number, attributes: VmaAttributes): void {
    const { index } = this;
    const after = index.gapHolds(start, end) ? index.gapNext : index.findEndingAfter(start);
    const before = index.before(after);
    const joinsBefore = before !== NO_ENTRY && this.#mergesAfter(before, start, attributes);
    const joinsAfter = after !== NO_ENTRY && this.#mergesBefore(after, end, end - start, attributes);
    if (joinsBefore && joinsAfter && (attributes.flags & VM.CLOSES) === 0) {
      const end2 = index.end(after);
      this.#drop(after);
      index.setEnd(before, end2);
    } else if (joinsBefore) {
      index.setEnd(before, end);
    } else if (joinsAfter) {
      this.#pgoff[index.id(after)] = attributes.pgoff;
      index.setStart(after, start);
    } else {
      index.insertAfter(before, start, end, this.#newId(attributes));
    }
  }

  /**
   * Takes [start, end) away, splitting VMAs at both ends.
   * @returns 0, or ENOMEM where a split would pass max_map_count (mm/vma.c `split_vma`).
   */
  remove(start: number, end: number): number {
    const { index } = this;
    let entry = index.findEndingAfter(start);
    if (entry === NO_ENTRY) return 0;
    if (index.start(entry) < start) {
      if (index.end(entry) > end) return this.#punch(entry, start, end);
      index.setEnd(entry, start);
      entry = index.next(entry);
    }
    while (entry !== NO_ENTRY && index.start(entry) < end) {
      if (index.end(entry) > end) {
        this.#cutFront(entry, end);
        break;
      }
      entry = this.#drop(entry);
    }
    return 0;
  }

  /**
   * Gives [start, end), which lies inside one VMA, other flags, splitting and merging (`vma_modify_flags`).
   * @returns 0 or ENOMEM.
   */
  changeFlags(start: number, end: number, flags: number): number {
    const entry = this.lookup(start);
    const vma = this.vma(entry);
    if (vma.flags === flags) return 0;
    const splits = (vma.start < start ? 1 : 0) + (vma.end > end ? 1 : 0);
    if (splits > 0 && this.mapCount >= this.maxMapCount && !this.#changeMerges(vma, start, end, flags))
      return ERRNO.ENOMEM;
    if (flags & VM.CLOSES && splits === 0) {
      this.#flags[this.index.id(entry)] = flags;
      return 0;
    }
    const { pgoff } = vma;
    this.remove(start, end);
    this.add(start, end, { ...vma, flags, pgoff: pgoff + (start - vma.start) });
    return 0;
  }

  /** Grows the VMA that ends at `end` to `newEnd` and merges it with a following one (`vma_merge_extend`). */
  extend(entry: Entry, newEnd: number): void {
    const vma = this.vma(entry);
    this.#drop(entry);
    this.add(vma.start, newEnd, vma);
  }

  #changeMerges(vma: Vma, start: number, end: number, flags: number): boolean {
    const attributes = { ...vma, flags, pgoff: vma.pgoff + (start - vma.start) };
    const before = this.index.before(this.index.findEndingAfter(start));
    const joinsBefore =
      vma.start === start && before !== NO_ENTRY && this.#mergesAfter(before, start, attributes);
    const after = this.index.findEndingAfter(end);
    return (
      joinsBefore ||
      (vma.end === end && after !== NO_ENTRY && this.#mergesBefore(after, end, end - start, attributes))
    );
  }

  /** is_mergeable_vma(): what two VMAs must have in common. */
  #alike(entry: Entry, { flags, file }: VmaAttributes): boolean {
    const id = this.index.id(entry);
    return this.#flags[id] === flags && this.#file[id] === file && (flags & VM.SPECIAL) === 0;
  }

  #mergesAfter(before: Entry, start: number, attributes: VmaAttributes): boolean {
    if (this.index.end(before) !== start || !this.#alike(before, attributes)) return false;
    const id = this.index.id(before);
    return this.#pgoff[id]! + (start - this.index.start(before)) === attributes.pgoff;
  }

  #mergesBefore(after: Entry, end: number, pages: number, attributes: VmaAttributes): boolean {
    if (this.index.start(after) !== end || !this.#alike(after, attributes)) return false;
    return this.#pgoff[this.index.id(after)] === attributes.pgoff + pages;
  }

  /** Takes a hole out of the middle of a VMA, which splits it in two. */
  #punch(entry: Entry, start: number, end: number): number {
    if (this.mapCount >= this.maxMapCount) return ERRNO.ENOMEM;
    const vma = this.vma(entry);
    this.index.setEnd(entry, start);
    const rest = this.#newId({ ...vma, pgoff: vma.pgoff + (end - vma.start) });
    this.index.insertAfter(entry, end, vma.end, rest);
    return 0;
  }

  #cutFront(entry: Entry, start: number): void {
    const id = this.index.id(entry);
    this.#pgoff[id]! += start - this.index.start(entry);
    this.index.setStart(entry, start);
  }

  /** Takes a VMA away. @returns the one that follows it. */
  #drop(entry: Entry): Entry {
    this.#free.push(this.index.id(entry));
    return this.index.remove(entry);
  }

  #newId({ flags, file, pgoff, owner }: VmaAttributes): number {
    const id = this.#free.pop() ?? this.#used++;
    if (id >= this.#flags.length) this.#grow();
    this.#flags[id] = flags;
    this.#file[id] = file;
    this.#pgoff[id] = pgoff;
    this.#owner[id] = owner;
    return id;
  }

  #grow(): void {
    const size = this.#flags.length * 2;
    this.#flags = grown(this.#flags, new Int32Array(size));
    this.#file = grown(this.#file, new Int32Array(size));
    this.#pgoff = grown(this.#pgoff, new Float64Array(size));
    this.#owner = grown(this.#owner, new Int32Array(size));
  }
}
