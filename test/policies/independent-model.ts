/**
 * A second reading of kernel-facts 7 and policy-choices, as plain as possible: lists of VMAs, one function a rule,
 * nothing shared with src. x86-64 in its top-down layout, kernel 6.13 and later, no stacks, no MAP_32BIT. Bytes.
 */

export interface Vma {
  start: number;
  end: number;
}

export interface Space {
  base: number;
  legacy: number;
  vmas: Vma[];
}

export interface Ask {
  len: number;
  /** mmap offset. */
  off: number;
  /** Physical address of the first byte. */
  pa: number;
  barStart: number;
  barLen: number;
  barOff: number;
  hint: number;
}

const P = 4096;
const M2 = 2 ** 21;
const G1 = 2 ** 30;
const WINDOW = 2 ** 47 - P;
const up = (x: number, a: number) => Math.ceil(x / a) * a;
const mod = (x: number, a: number) => ((x % a) + a) % a;

/** Free gaps of [low, high), lowest first. */
function gaps({ vmas }: Space, low: number, high: number): Vma[] {
  const free: Vma[] = [];
  let at = low;
  for (const { start, end } of vmas) {
    if (start >= high) break;
    if (start > at) free.push({ start: at, end: Math.min(start, high) });
    at = Math.max(at, end);
  }
  if (at < high) free.push({ start: at, end: high });
  return free;
}

function topdown(space: Space, len: number, mask: number, off: number): number {
  const gap = gaps(space, 65536, space.base).findLast((g) => g.end - g.start >= len + mask);
  if (!gap) return -1;
  const top = gap.end - len;
  return mask === 0 ? top : top - mod(top - off, mask + P);
}

function bottomup(space: Space, len: number): number {
  const gap = gaps(space, space.legacy, WINDOW).find((g) => g.end - g.start >= len);
  return gap ? gap.start : -1;
}

const isFree = ({ vmas }: Space, a: number, b: number) => vmas.every((v) => b <= v.start || v.end <= a);

/** arch_get_unmapped_area_topdown with masks in front. */
function arch(space: Space, len: number, hint: number, masks: [number, number][] = []): number {
  if (hint > 0 && hint <= WINDOW - len && isFree(space, hint, hint + len)) return hint;
  for (const [size, off] of masks) {
    const r = topdown(space, len, size - P, off);
    if (r >= 0) return r;
  }
  const r = topdown(space, len, 0, 0);
  return r >= 0 ? r : bottomup(space, len);
}

function thp(space: Space, len: number, hint: number, size: number, off: number): number {
  const end = off + len;
  const aligned = up(off, size);
  if (end <= aligned || end - aligned < size) return 0;
  const r = arch(space, len + size, hint);
  if (r < 0) return 0;
  if (hint > 0 && r === hint) return r;
  const sub = mod(off - r, size);
  return r + (sub === 0 ? size : sub);
}

const SIZES = [G1, M2];
const byPfn = ({ pa, len }: Ask) =>
  SIZES.filter((s) => up(pa, s) + s <= pa + len).map((s): [number, number] => [s, pa]);
const byLength = ({ off, len }: Ask, limit = G1) =>
  SIZES.filter((s) => s <= limit && len >= s).map((s): [number, number] => [s, off]);

function order({ barLen, barOff, len }: Ask): number {
  const n = Math.min(barLen - barOff, len);
  return n >= G1 ? 18 : n >= M2 ? 9 : 0;
}

/** A VMM's reservation: anonymous PROT_NONE, aligned by the kernel where its length is a multiple of 2M. */
function reserve(space: Space, len: number): number {
  if (len % M2 === 0) {
    const r = thp(space, len, 0, M2, 0);
    if (r > 0) return r;
  }
  return arch(space, len, 0);
}

function exact(space: Space, { len, pa }: Ask): number {
  for (const s of SIZES.filter((size) => up(pa, size) + size <= pa + len)) {
    const fit = (g: Vma) => {
      const at = g.end - len - mod(g.end - len - pa, s);
      return at >= g.start ? at : -1;
    };
    const high = gaps(space, 65536, space.base)
      .map(fit)
      .findLast((at) => at >= 0);
    if (high !== undefined) return high;
    const low = gaps(space, space.legacy, WINDOW)
      .map((g) => ({ at: g.start + mod(pa - g.start, s), end: g.end }))
      .find(({ at, end }) => at + len <= end);
    if (low) return low.at;
  }
  return arch(space, len, 0);
}

/** Where each policy puts one mapping of a vfio-pci BAR; -1 where it fails. */
export const MODEL: Record<string, (space: Space, ask: Ask) => number> = {
  linux: (s, a) => arch(s, a.len, a.hint),
  'pighin-thp': (s, a) => thp(s, a.len, a.hint, M2, a.off) || arch(s, a.len, a.hint),
  'xu-pa': (s, a) => {
    const cap = Math.min(a.barLen, a.len);
    return (
      (cap >= G1 && thp(s, a.len, a.hint, G1, a.pa)) ||
      (cap >= M2 && thp(s, a.len, a.hint, M2, a.pa)) ||
      arch(s, a.len, a.hint)
    );
  },
  'xu-order': (s, a) =>
    (a.hint === 0 && thp(s, a.len, 0, P * 2 ** order(a), a.off)) || arch(s, a.len, a.hint),
  'wilcox-length': (s, a) => arch(s, a.len, a.hint, byLength(a)),
  'wilcox-length(calls=one)': (s, a) => arch(s, a.len, a.hint, byLength(a).slice(0, 1)),
  'wilcox-length(hint=plain)': (s, a) => arch(s, a.len, a.hint, a.hint > 0 ? [] : byLength(a)),
  'wilcox-length(literal=on)': (s, a) => arch(s, a.len, a.hint),
  'wilcox-length(test=block)': (s, a) =>
    arch(
      s,
      a.len,
      a.hint,
      byLength(a).filter(([size]) => up(a.off, size) + size <= a.off + a.len),
    ),
  'gunthorpe-start-pfn': (s, a) => arch(s, a.len, a.hint, byPfn(a)),
  'gunthorpe-start-pfn(generous=on)': (s, a) =>
    arch(s, a.len, a.hint, a.len >= M2 ? [[G1, a.pa], ...byPfn(a).filter(([size]) => size < G1)] : byPfn(a)),
  'stoakes-action': (s, a) => arch(s, a.len, a.hint),
  'stoakes-action(declare-only=on)': (s, a) => arch(s, a.len, a.hint, byPfn(a)),
  'max-order': (s, a) => arch(s, a.len, a.hint, byLength(a, P * 2 ** order(a))),
  'max-order(greedy=on)': (s, a) => arch(s, a.len, a.hint, byLength(a)),
  'max-order(retry=off)': (s, a) => arch(s, a.len, a.hint, byLength(a, P * 2 ** order(a)).slice(0, 1)),
  'arif-exec-order': (s, a) => arch(s, a.len, a.hint),
  'qemu-9.2': (s, a) => {
    let bit = P;
    while (a.len % (bit * 2) === 0 && bit < G1) bit *= 2;
    const r = reserve(s, a.len + bit);
    return r < 0 ? -1 : up(r, bit);
  },
  'qemu-2026': (s, a) => {
    let power = P;
    while (power < a.barLen && power < G1) power *= 2;
    const r = reserve(s, a.barLen + power);
    return r < 0 ? -1 : up(r, power) + a.barOff;
  },
  mastro: (s, a) => {
    const size = a.len >= G1 ? G1 : a.len >= M2 ? M2 : P;
    const r = reserve(s, a.len + size);
    return r < 0 ? -1 : r + mod(a.off - r, size);
  },
  'exact-fit': (s, a) =>
    a.hint > 0 && a.hint <= WINDOW - a.len && isFree(s, a.hint, a.hint + a.len) ? a.hint : exact(s, a),
};
