/**
 * e^x and ln x by plain arithmetic, which IEEE 754 fixes to the last bit on every machine: Math.exp and Math.log may
 * differ between them, and with them what reaches a file. Both are good to about 15 digits.
 */

/** e^x for |x| <= 700. */
export function exp(x: number): number {
  const twos = Math.round(x / Math.LN2);
  const rest = x - twos * Math.LN2;
  let term = 1;
  let sum = 1;
  for (let i = 1; i < 20; i++) {
    term *= rest / i;
    sum += term;
  }
  for (let i = 0; i < Math.abs(twos); i++) sum = twos > 0 ? sum * 2 : sum / 2;
  return sum;
}

/** ln x for x > 0. */
export function log(x: number): number {
  let value = x;
  let twos = 0;
  for (; value > Math.SQRT2; value /= 2) twos++;
  for (; value < Math.SQRT2 / 2; value *= 2) twos--;
  // ln v = 2 artanh((v - 1) / (v + 1)), whose argument is at most 0.18 here.
  const ratio = (value - 1) / (value + 1);
  const square = ratio * ratio;
  let power = ratio;
  let sum = 0;
  for (let i = 1; i < 24; i += 2) {
    sum += power / i;
    power *= square;
  }
  return 2 * sum + twos * Math.LN2;
}
