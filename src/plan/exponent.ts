/**
 * 2^x and log2 x by plain arithmetic, which IEEE 754 fixes to the last bit on every machine; Math.log and Math.pow
 * may differ between them, and with them every drawn size.
 */

/** 2^(2^-k) for k = 1 to 20, by repeated square roots, which IEEE 754 rounds exactly. */
const ROOTS: readonly number[] = Array.from({ length: 20 }).reduce<number[]>(
  (roots) => [...roots, Math.sqrt(roots.at(-1) ?? 2)],
  [],
);

/** 2^x for finite x, to about six digits. */
export function exp2(x: number): number {
  const whole = Math.floor(x);
  let rest = x - whole;
  let value = 1;
  for (const root of ROOTS) {
    rest *= 2;
    if (rest >= 1) {
      value *= root;
      rest -= 1;
    }
  }
  for (let i = 0; i < Math.abs(whole); i++) value = whole > 0 ? value * 2 : value / 2;
  return value;
}

/** log2 x for x > 0, to about six digits. */
export function log2(x: number): number {
  let value = x;
  let whole = 0;
  while (value >= 2) {
    value /= 2;
    whole++;
  }
  while (value < 1) {
    value *= 2;
    whole--;
  }
  let fraction = 0;
  for (let bit = 0.5; bit >= 2 ** -20; bit /= 2) {
    value *= value;
    if (value >= 2) {
      value /= 2;
      fraction += bit;
    }
  }
  return whole + fraction;
}
