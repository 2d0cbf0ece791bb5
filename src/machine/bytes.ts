/** One binary kilobyte, in bytes. */
export const KIB = 1024;
/** One binary megabyte, in bytes. */
export const MIB = 1024 * KIB;
/** One binary gigabyte, in bytes. */
export const GIB = 1024 * MIB;
/** One binary terabyte, in bytes. */
export const TIB = 1024 * GIB;

/**
 * `value` rounded down to a multiple of `align`; both in the same unit, `align` a power of two.
 * Exact for every double that is a multiple of the smaller of the two.
 */
export function alignDown(value: number, align: number): number {
  return Math.floor(value / align) * align;
}

/** `value` rounded up to a multiple of `align` (a power of two), as the kernel's `ALIGN()`. */
export function alignUp(value: number, align: number): number {
  return Math.ceil(value / align) * align;
}

/** `value mod align`, never negative; `align` is a power of two. */
export function residue(value: number, align: number): number {
  return value - alignDown(value, align);
}

/** Whether `a ≡ b (mod align)`; `align` is a power of two. */
export function congruent(a: number, b: number, align: number): boolean {
  return residue(a - b, align) === 0;
}

/** An address or a size as the kernel prints it: `0x` and lower-case hex digits; a fraction, which is none, as it is. */
export function hex(value: number): string {
  if (!Number.isInteger(value)) return String(value);
  return value < 0 ? `-${hex(-value)}` : `0x${BigInt(value).toString(16)}`;
}

const UNITS: readonly (readonly [number, string])[] = [
  [TIB, 'T'],
  [GIB, 'G'],
  [MIB, 'M'],
  [KIB, 'K'],
];

/** A size in bytes in the largest binary unit that divides it: `2M`, `62M`, `513`. */
export function sizeText(bytes: number): string {
  if (bytes === 0) return '0';
  for (const [unit, letter] of UNITS) if (residue(bytes, unit) === 0) return `${bytes / unit}${letter}`;
  return String(bytes);
}
