/**
 * An ordered set of disjoint page ranges with the largest gap known for every subtree: a B+-tree in typed arrays.
 * It answers what the kernel asks its maple tree (lib/maple_tree.c `mas_empty_area`, `mas_empty_area_rev`): the
 * lowest or highest gap of a size inside a window. Over 300 lines because the tree's invariants are kept together.
 */

import { copied, grown } from './column.ts';

const FANOUT = 32;
const SHIFT = 5;
const MASK = FANOUT - 1;
const NONE = -1;

/** The value of {@link GapIndex.gapNext} once the index has changed since the search. */
const STALE = -2;

/** Where a range stands in the index; valid until the next change. `NO_ENTRY` where there is none. */
export type Entry = number;

/** No range there. */
export const NO_ENTRY: Entry = -1;

/** The index. All positions and sizes are in pages; `id` names whatever the owner keeps for a range. */
export class GapIndex {
  /** First page of the gap that the last successful search found, not clipped to its window. */
  gapStart = 0;
  /** First page after the gap that the last successful search found; `Infinity` past the last range. */
  gapEnd = 0;
  /** The range right after that gap, or {@link NO_ENTRY}; neither once the index has changed. */
  gapNext: Entry = STALE;

  /** Nodes of the tree that operations have looked at so far: their work, whatever the machine. */
  nodesVisited = 0;

  #size = 0;
  #height = 0;
  #root = 0;

  #leafStart = new Float64Array(FANOUT * 8);
  #leafEnd = new Float64Array(FANOUT * 8);
  #leafId = new Int32Array(FANOUT * 8);
  #leafCount = new Int32Array(8);
  /** Largest gap in front of any range of the leaf. */
  #leafGap = new Float64Array(8);
  #leafNext = new Int32Array(8).fill(NONE);
  #leafPrev = new Int32Array(8).fill(NONE);
  #leafParent = new Int32Array(8).fill(NONE);
  #leafUsed = 1;
  #leafFree: number[] = [];
  #firstLeaf = 0;
  #lastLeaf = 0;

  #innerKey = new Float64Array(FANOUT * 8);
  #innerGap = new Float64Array(FANOUT * 8);
  #innerChild = new Int32Array(FANOUT * 8);
  #innerCount = new Int32Array(8);
  #innerParent = new Int32Array(8).fill(NONE);
  #innerUsed = 0;
  #innerFree: number[] = [];

  /** Becomes the same index as another one, in the memory that it has where that is as much. */
  copyFrom(other: GapIndex): void {
    this.gapNext = STALE;
    this.#size = other.#size;
    this.#height = other.#height;
    this.#root = other.#root;
    this.#leafStart = copied(this.#leafStart, other.#leafStart);
    this.#leafEnd = copied(this.#leafEnd, other.#leafEnd);
    this.#leafId = copied(this.#leafId, other.#leafId);
    this.#leafCount = copied(this.#leafCount, other.#leafCount);
    this.#leafGap = copied(this.#leafGap, other.#leafGap);
    this.#leafNext = copied(this.#leafNext, other.#leafNext);
    this.#leafPrev = copied(this.#leafPrev, other.#leafPrev);
    this.#leafParent = copied(this.#leafParent, other.#leafParent);
    this.#leafUsed = other.#leafUsed;
    this.#leafFree = [...other.#leafFree];
    this.#firstLeaf = other.#firstLeaf;
    this.#lastLeaf = other.#lastLeaf;
    this.#innerKey = copied(this.#innerKey, other.#innerKey);
    this.#innerGap = copied(this.#innerGap, other.#innerGap);
    this.#innerChild = copied(this.#innerChild, other.#innerChild);
    this.#innerCount = copied(this.#innerCount, other.#innerCount);
    this.#innerParent = copied(this.#innerParent, other.#innerParent);
    this.#innerUsed = other.#innerUsed;
    this.#innerFree = [...other.#innerFree];
  }

  /** How many ranges there are. */
  get size(): number {
    return this.#size;
  }

  start(entry: Entry): number {
    return this.#leafStart[entry]!;
  }

  end(entry: Entry): number {
    return this.#leafEnd[entry]!;
  }

  id(entry: Entry): number {
    return this.#leafId[entry]!;
  }

  first(): Entry {
    return this.#size === 0 ? NO_ENTRY : this.#firstLeaf * FANOUT;
  }

  last(): Entry {
    return this.#size === 0 ? NO_ENTRY : this.#lastLeaf * FANOUT + this.#leafCount[this.#lastLeaf]! - 1;
  }

  next(entry: Entry): Entry {
    const leaf = entry >> SHIFT;
    if (entry - leaf * FANOUT + 1 < this.#leafCount[leaf]!) return entry + 1;
    const following = this.#leafNext[leaf]!;
    return following === NONE ? NO_ENTRY : following * FANOUT;
  }

  prev(entry: Entry): Entry {
    const leaf = entry >> SHIFT;
    if (entry > leaf * FANOUT) return entry - 1;
    const before = this.#leafPrev[leaf]!;
    return before === NONE ? NO_ENTRY : before * FANOUT + this.#leafCount[before]! - 1;
  }

  /** The first range that ends after `page`: the kernel's `find_vma()`. */
  findEndingAfter(page: number): Entry {
    const at = this.#startingBelow(page);
    if (at === NO_ENTRY) return this.first();
    return this.#leafEnd[at]! > page ? at : this.next(at);
  }

  /** Whether the gap of the last search is still as it was found, and holds [start, end). */
  gapHolds(start: number, end: number): boolean {
    return this.gapNext !== STALE && this.gapStart <= start && end <= this.gapEnd;
  }

  /** The range right before `entry`, or the last one where `entry` is {@link NO_ENTRY}. */
  before(entry: Entry): Entry {
    return entry === NO_ENTRY ? this.last() : this.prev(entry);
  }

  /** Adds a range. It must not overlap another one. */
  insert(start: number, end: number, id: number): void {
    this.insertAfter(this.#startingBelow(start), start, end, id);
  }

  /** Adds a range right after `before`, or as the first one where that is {@link NO_ENTRY}. */
  insertAfter(before: Entry, start: number, end: number, id: number): void {
    this.gapNext = STALE;
    this.#size++;
    let leaf = before === NO_ENTRY ? this.#firstLeaf : before >> SHIFT;
    let pos = before === NO_ENTRY ? 0 : (before & MASK) + 1;
    if (this.#leafCount[leaf] === FANOUT) {
      const right = this.#splitLeaf(leaf);
      const kept = this.#leafCount[leaf]!;
      if (pos > kept) {
        leaf = right;
        pos -= kept;
      }
    }
    const at = leaf * FANOUT + pos;
    const count = this.#leafCount[leaf]!;
    for (let i = leaf * FANOUT + count; i > at; i--) {
      this.#leafStart[i] = this.#leafStart[i - 1]!;
      this.#leafEnd[i] = this.#leafEnd[i - 1]!;
      this.#leafId[i] = this.#leafId[i - 1]!;
    }
    this.#leafStart[at] = start;
    this.#leafEnd[at] = end;
    this.#leafId[at] = id;
    this.#leafCount[leaf] = count + 1;
    const from = this.#gapBefore(at);
    if (pos === 0) this.#recount(leaf);
    else if (pos === count) this.#grew(leaf, start - from);
    this.#shrankAfter(leaf, pos, from);
  }

  /** Takes a range away. @returns the range that follows it. */
  remove(entry: Entry): Entry {
    this.gapNext = STALE;
    this.#size--;
    const leaf = entry >> SHIFT;
    const pos = entry & MASK;
    const count = this.#leafCount[leaf]! - 1;
    const gone = this.#leafStart[entry]! - this.#gapBefore(entry);
    const end = leaf * FANOUT + count;
    for (let i = entry; i < end; i++) {
      this.#leafStart[i] = this.#leafStart[i + 1]!;
      this.#leafEnd[i] = this.#leafEnd[i + 1]!;
      this.#leafId[i] = this.#leafId[i + 1]!;
    }
    this.#leafCount[leaf] = count;
    const following = this.#leafNext[leaf]!;
    const next = following === NONE ? NO_ENTRY : following * FANOUT;
    if (count === 0) {
      if (this.#height > 0) this.#dropLeaf(leaf);
    } else if (pos < count) {
      if (pos === 0) this.#recount(leaf);
      else this.#grew(leaf, this.#leafStart[entry]! - this.#leafEnd[entry - 1]!);
      return entry;
    } else {
      this.#shrank(leaf, gone);
    }
    if (next !== NO_ENTRY) this.#grew(following, this.#leafStart[next]! - this.#gapBefore(next));
    return next;
  }

  /** Moves a range's first page; its order among the others must not change. */
  setStart(entry: Entry, start: number): void {
    this.gapNext = STALE;
    const from = this.#gapBefore(entry);
    const gap = this.#leafStart[entry]! - from;
    this.#leafStart[entry] = start;
    const leaf = entry >> SHIFT;
    if ((entry & MASK) === 0) this.#recount(leaf);
    else if (start - from > gap) this.#grew(leaf, start - from);
    else this.#shrank(leaf, gap);
  }

  /** Moves a range's end; its order among the others must not change. */
  setEnd(entry: Entry, end: number): void {
    this.gapNext = STALE;
    const before = this.#leafEnd[entry]!;
    this.#leafEnd[entry] = end;
    const leaf = entry >> SHIFT;
    if (end > before) this.#shrankAfter(leaf, entry & MASK, before);
    else {
      const next = this.next(entry);
      if (next !== NO_ENTRY) this.#grew(next >> SHIFT, this.#leafStart[next]! - end);
    }
  }

  /**
   * Finds the highest gap of which at least `pages` lie inside [low, high), `low` at least 0. Sets {@link gapStart},
   * {@link gapEnd} and {@link gapNext}; false where there is none.
   */
  findHighest(low: number, high: number, pages: number): boolean {
    if (high - low < pages) return false;
    const below = this.#startingBelow(high);
    const floor = below === NO_ENTRY ? 0 : this.#leafEnd[below]!;
    if (high - Math.max(floor, low) >= pages) {
      const next = below === NO_ENTRY ? this.first() : this.next(below);
      return this.#found(floor, next);
    }
    // So `below` ends above `low`, and there is one: from page 0 up the window would hold the request.
    const entry = this.#gapAtOrBefore(below, pages);
    if (entry === NO_ENTRY) return false;
    const start = this.#gapBefore(entry);
    if (this.#leafStart[entry]! - Math.max(start, low) < pages) return false;
    return this.#found(start, entry);
  }

  /** As {@link findHighest}, but the lowest gap. */
  findLowest(low: number, high: number, pages: number): boolean {
    if (high - low < pages) return false;
    let entry = this.findEndingAfter(low);
    if (entry !== NO_ENTRY) {
      const start = Math.max(this.#gapBefore(entry), low);
      if (Math.min(this.#leafStart[entry]!, high) - start >= pages)
        return this.#found(this.#gapBefore(entry), entry);
      entry = this.#gapAfter(entry, pages);
      if (entry !== NO_ENTRY) {
        const from = this.#gapBefore(entry);
        if (Math.min(this.#leafStart[entry]!, high) - from < pages) return false;
        return this.#found(from, entry);
      }
    }
    const last = this.last();
    const from = last === NO_ENTRY ? 0 : this.#leafEnd[last]!;
    if (high - Math.max(from, low) < pages) return false;
    return this.#found(from, NO_ENTRY);
  }

  #found(start: number, next: Entry): true {
    this.gapStart = start;
    this.gapEnd = next === NO_ENTRY ? Number.POSITIVE_INFINITY : this.#leafStart[next]!;
    this.gapNext = next;
    return true;
  }

  /** Where the gap before `entry` begins. */
  #gapBefore(entry: Entry): number {
    const before = this.prev(entry);
    return before === NO_ENTRY ? 0 : this.#leafEnd[before]!;
  }

  /** The last range with start < page. */
  #startingBelow(page: number): Entry {
    this.nodesVisited += this.#height + 1;
    let node = this.#root;
    for (let level = this.#height; level > 0; level--) {
      const base = node * FANOUT;
      let low = 1;
      let high = this.#innerCount[node]!;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.#innerKey[base + middle]! < page) low = middle + 1;
        else high = middle;
      }
      node = this.#innerChild[base + low - 1]!;
    }
    const base = node * FANOUT;
    let low = 0;
    let high = this.#leafCount[node]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#leafStart[base + middle]! < page) low = middle + 1;
      else high = middle;
    }
    // Only the first leaf of all can have none: any other is entered because its first range starts below.
    return low > 0 ? base + low - 1 : NO_ENTRY;
  }

  /** The last range at or before `entry` with a gap of at least `pages` in front of it. */
  #gapAtOrBefore(entry: Entry, pages: number): Entry {
    let node = entry >> SHIFT;
    if (this.#leafGap[node]! >= pages) {
      for (let at = entry; at > node * FANOUT; at--) {
        if (this.#leafStart[at]! - this.#leafEnd[at - 1]! >= pages) return at;
      }
      if (this.#leafStart[node * FANOUT]! - this.#gapBefore(node * FANOUT) >= pages) return node * FANOUT;
    }
    let parent = this.#leafParent[node]!;
    for (let level = 1; parent !== NONE; level++) {
      this.nodesVisited++;
      const base = parent * FANOUT;
      for (let i = this.#slotOf(parent, node) - 1; i >= 0; i--) {
        if (this.#innerGap[base + i]! >= pages)
          return this.#descend(this.#innerChild[base + i]!, level - 1, pages, true);
      }
      node = parent;
      parent = this.#innerParent[parent]!;
    }
    return NO_ENTRY;
  }

  /** The first range after `entry` with a gap of at least `pages` in front of it. */
  #gapAfter(entry: Entry, pages: number): Entry {
    let node = entry >> SHIFT;
    const end = node * FANOUT + this.#leafCount[node]!;
    for (let at = entry + 1; at < end; at++) {
      if (this.#leafStart[at]! - this.#leafEnd[at - 1]! >= pages) return at;
    }
    let parent = this.#leafParent[node]!;
    for (let level = 1; parent !== NONE; level++) {
      this.nodesVisited++;
      const base = parent * FANOUT;
      const count = this.#innerCount[parent]!;
      for (let i = this.#slotOf(parent, node) + 1; i < count; i++) {
        if (this.#innerGap[base + i]! >= pages)
          return this.#descend(this.#innerChild[base + i]!, level - 1, pages, false);
      }
      node = parent;
      parent = this.#innerParent[parent]!;
    }
    return NO_ENTRY;
  }

  #descend(from: number, height: number, pages: number, rightmost: boolean): Entry {
    this.nodesVisited += height + 1;
    let node = from;
    for (let level = height; level > 0; level--) {
      const base = node * FANOUT;
      let i = rightmost ? this.#innerCount[node]! - 1 : 0;
      while (this.#innerGap[base + i]! < pages) i += rightmost ? -1 : 1;
      node = this.#innerChild[base + i]!;
    }
    let at = node * FANOUT + (rightmost ? this.#leafCount[node]! - 1 : 0);
    while (this.#leafStart[at]! - this.#gapBefore(at) < pages) at += rightmost ? -1 : 1;
    return at;
  }

  #slotOf(parent: number, child: number): number {
    const base = parent * FANOUT;
    let i = 0;
    while (this.#innerChild[base + i] !== child) i++;
    return i;
  }

  #leafMaxGap(leaf: number): number {
    const base = leaf * FANOUT;
    const end = base + this.#leafCount[leaf]!;
    let max = this.#leafStart[base]! - this.#gapBefore(base);
    for (let at = base + 1; at < end; at++) {
      const gap = this.#leafStart[at]! - this.#leafEnd[at - 1]!;
      if (gap > max) max = gap;
    }
    return max;
  }

  /** A gap of a leaf has become `gap` pages, more than it was. */
  #grew(leaf: number, gap: number): void {
    if (gap <= this.#leafGap[leaf]!) return;
    this.#leafGap[leaf] = gap;
    this.#propagate(leaf);
  }

  /** A gap of a leaf is no longer `gap` pages but fewer: only the largest of the leaf matters. */
  #shrank(leaf: number, gap: number): void {
    if (gap >= this.#leafGap[leaf]!) this.#recount(leaf);
  }

  /** The gap behind the range at `pos` used to begin at `from` and now begins later. */
  #shrankAfter(leaf: number, pos: number, from: number): void {
    const inside = pos + 1 < this.#leafCount[leaf]!;
    const of = inside ? leaf : this.#leafNext[leaf]!;
    if (of !== NONE)
      this.#shrank(of, this.#leafStart[inside ? leaf * FANOUT + pos + 1 : of * FANOUT]! - from);
  }

  #recount(leaf: number): void {
    this.#leafGap[leaf] = this.#leafMaxGap(leaf);
    this.#propagate(leaf);
  }

  /** Writes a leaf's key and largest gap into its ancestors, as far up as they change. */
  #propagate(leaf: number): void {
    let parent = this.#leafParent[leaf]!;
    let node = leaf;
    let key = this.#leafStart[leaf * FANOUT]!;
    let gap = this.#leafGap[leaf]!;
    while (parent !== NONE) {
      this.nodesVisited++;
      const base = parent * FANOUT;
      const slot = base + this.#slotOf(parent, node);
      if (this.#innerKey[slot] === key && this.#innerGap[slot] === gap) return;
      this.#innerKey[slot] = key;
      this.#innerGap[slot] = gap;
      key = this.#innerKey[base]!;
      gap = 0;
      const end = base + this.#innerCount[parent]!;
      for (let at = base; at < end; at++) if (this.#innerGap[at]! > gap) gap = this.#innerGap[at]!;
      node = parent;
      parent = this.#innerParent[parent]!;
    }
  }

  #splitLeaf(leaf: number): number {
    const right = this.#newLeaf();
    const half = FANOUT / 2;
    const from = leaf * FANOUT + half;
    const to = leaf * FANOUT + FANOUT;
    this.#leafStart.copyWithin(right * FANOUT, from, to);
    this.#leafEnd.copyWithin(right * FANOUT, from, to);
    this.#leafId.copyWithin(right * FANOUT, from, to);
    this.#leafCount[leaf] = half;
    this.#leafCount[right] = half;
    const following = this.#leafNext[leaf]!;
    this.#leafNext[right] = following;
    this.#leafPrev[right] = leaf;
    this.#leafNext[leaf] = right;
    if (following === NONE) this.#lastLeaf = right;
    else this.#leafPrev[following] = right;
    this.#leafGap[leaf] = this.#leafMaxGap(leaf);
    this.#leafGap[right] = this.#leafMaxGap(right);
    this.#addChild(this.#leafParent[leaf]!, leaf, right, 1);
    this.#recount(leaf);
    this.#recount(right);
    return right;
  }

  /** Makes `right` the child after `left`, splitting upwards as needed. `level` is the parents' height. */
  #addChild(parentOf: number, left: number, right: number, level: number): void {
    let parent = parentOf;
    if (parent === NONE) {
      parent = this.#newInner();
      this.#innerChild[parent * FANOUT] = left;
      this.#innerCount[parent] = 1;
      this.#setParent(left, parent, level);
      this.#copyKey(parent, 0, left, level);
      this.#root = parent;
      this.#height = level;
    }
    if (this.#innerCount[parent] === FANOUT) {
      const sibling = this.#splitInner(parent, level);
      if (this.#parentOf(left, level) === sibling) parent = sibling;
    }
    const base = parent * FANOUT;
    const slot = this.#slotOf(parent, left) + 1;
    const count = this.#innerCount[parent]!;
    this.#innerKey.copyWithin(base + slot + 1, base + slot, base + count);
    this.#innerGap.copyWithin(base + slot + 1, base + slot, base + count);
    this.#innerChild.copyWithin(base + slot + 1, base + slot, base + count);
    this.#innerChild[base + slot] = right;
    this.#innerCount[parent] = count + 1;
    this.#setParent(right, parent, level);
    this.#copyKey(parent, slot, right, level);
  }

  #splitInner(node: number, level: number): number {
    const right = this.#newInner();
    const half = FANOUT / 2;
    const from = node * FANOUT + half;
    const to = node * FANOUT + FANOUT;
    this.#innerKey.copyWithin(right * FANOUT, from, to);
    this.#innerGap.copyWithin(right * FANOUT, from, to);
    this.#innerChild.copyWithin(right * FANOUT, from, to);
    this.#innerCount[node] = half;
    this.#innerCount[right] = half;
    for (let i = 0; i < half; i++) this.#setParent(this.#innerChild[right * FANOUT + i]!, right, level);
    this.#addChild(this.#innerParent[node]!, node, right, level + 1);
    const parent = this.#innerParent[node]!;
    this.#copyKey(parent, this.#slotOf(parent, node), node, level + 1);
    return right;
  }

  #parentOf(node: number, level: number): number {
    return level === 1 ? this.#leafParent[node]! : this.#innerParent[node]!;
  }

  #setParent(node: number, parent: number, level: number): void {
    if (level === 1) this.#leafParent[node] = parent;
    else this.#innerParent[node] = parent;
  }

  /** Copies a child's first start and largest gap into its slot. */
  #copyKey(parent: number, slot: number, child: number, level: number): void {
    const at = parent * FANOUT + slot;
    if (level === 1) {
      this.#innerKey[at] = this.#leafStart[child * FANOUT]!;
      this.#innerGap[at] = this.#leafGap[child]!;
      return;
    }
    const base = child * FANOUT;
    this.#innerKey[at] = this.#innerKey[base]!;
    let gap = 0;
    for (let i = base; i < base + this.#innerCount[child]!; i++)
      if (this.#innerGap[i]! > gap) gap = this.#innerGap[i]!;
    this.#innerGap[at] = gap;
  }

  #dropLeaf(leaf: number): void {
    const before = this.#leafPrev[leaf]!;
    const following = this.#leafNext[leaf]!;
    if (before === NONE) this.#firstLeaf = following;
    else this.#leafNext[before] = following;
    if (following === NONE) this.#lastLeaf = before;
    else this.#leafPrev[following] = before;
    this.#dropChild(this.#leafParent[leaf]!, leaf);
    this.#leafFree.push(leaf);
  }

  #dropChild(parent: number, child: number): void {
    const base = parent * FANOUT;
    const slot = this.#slotOf(parent, child);
    const count = this.#innerCount[parent]!;
    this.#innerKey.copyWithin(base + slot, base + slot + 1, base + count);
    this.#innerGap.copyWithin(base + slot, base + slot + 1, base + count);
    this.#innerChild.copyWithin(base + slot, base + slot + 1, base + count);
    this.#innerCount[parent] = count - 1;
    if (count > 1) {
      this.#shrinkRoot();
      this.#refreshInner(parent);
      return;
    }
    const above = this.#innerParent[parent]!;
    this.#innerFree.push(parent);
    this.#dropChild(above, parent);
  }

  /** Writes an inner node's key and gap into its ancestors. */
  #refreshInner(from: number): void {
    let node = from;
    let parent = this.#innerParent[node]!;
    while (parent !== NONE) {
      this.#copyKey(parent, this.#slotOf(parent, node), node, 2);
      node = parent;
      parent = this.#innerParent[node]!;
    }
  }

  /** A root with one child gives way to it, so that the root never runs empty. */
  #shrinkRoot(): void {
    while (this.#height > 0 && this.#innerCount[this.#root] === 1) {
      const only = this.#innerChild[this.#root * FANOUT]!;
      this.#innerFree.push(this.#root);
      this.#setParent(only, NONE, this.#height);
      this.#root = only;
      this.#height--;
    }
  }

  #newLeaf(): number {
    const reused = this.#leafFree.pop();
    const leaf = reused ?? this.#leafUsed++;
    if (leaf >= this.#leafCount.length) this.#growLeaves();
    this.#leafParent[leaf] = NONE;
    this.#leafNext[leaf] = NONE;
    this.#leafPrev[leaf] = NONE;
    return leaf;
  }

  #newInner(): number {
    const reused = this.#innerFree.pop();
    const inner = reused ?? this.#innerUsed++;
    if (inner >= this.#innerCount.length) this.#growInner();
    this.#innerParent[inner] = NONE;
    return inner;
  }

  #growLeaves(): void {
    const nodes = this.#leafCount.length * 2;
    this.#leafStart = grown(this.#leafStart, new Float64Array(nodes * FANOUT));
    this.#leafEnd = grown(this.#leafEnd, new Float64Array(nodes * FANOUT));
    this.#leafId = grown(this.#leafId, new Int32Array(nodes * FANOUT));
    this.#leafCount = grown(this.#leafCount, new Int32Array(nodes));
    this.#leafGap = grown(this.#leafGap, new Float64Array(nodes));
    this.#leafNext = grown(this.#leafNext, new Int32Array(nodes));
    this.#leafPrev = grown(this.#leafPrev, new Int32Array(nodes));
    this.#leafParent = grown(this.#leafParent, new Int32Array(nodes));
  }

  #growInner(): void {
    const nodes = this.#innerCount.length * 2;
    this.#innerKey = grown(this.#innerKey, new Float64Array(nodes * FANOUT));
    this.#innerGap = grown(this.#innerGap, new Float64Array(nodes * FANOUT));
    this.#innerChild = grown(this.#innerChild, new Int32Array(nodes * FANOUT));
    this.#innerCount = grown(this.#innerCount, new Int32Array(nodes));
    this.#innerParent = grown(this.#innerParent, new Int32Array(nodes));
  }
}
