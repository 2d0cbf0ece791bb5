import { exp, log } from './elementary.ts';

const ROOT_TWO_PI = 2.5066282746310002;

/** Beyond this many standard deviations the tail is less than any double near 1 can tell. */
const FAR = 37;

/** From here on the continued fraction of the tail converges faster than the series from the middle. */
const TAIL = 3;

/** Probability that a standard normal number is at most `x`; absolute error below 1e-14. */
export function normalCdf(x: number): number {
  if (x > 0) return 1 - normalCdf(-x);
  if (x < -FAR) return 0;
  return x > -TAIL ? 0.5 + density(x) * fromMiddle(x) : density(x) * tail(-x);
}

/** The number below which a standard normal one lies with probability `p`, 0 < p < 1; absolute error below 1e-12. */
export function normalQuantile(p: number): number {
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = -startingPoint(p);
  // Halley's method triples the right digits with each step: four of them from three.
  for (let step = 0; step < 4; step++) {
    const off = (normalCdf(x) - p) / density(x);
    x -= off / (1 + (x * off) / 2);
  }
  return x;
}

function density(x: number): number {
  return exp((-x * x) / 2) / ROOT_TWO_PI;
}

/** x + x^3/3 + x^5/(3*5) + …: all terms have one sign, so that nothing cancels. */
function fromMiddle(x: number): number {
  let term = x;
  let sum = x;
  for (let i = 3; Math.abs(term) > 1e-18; i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return sum;
}

/** The tail over the density: 1/(x + 1/(x + 2/(x + 3/…))). */
function tail(x: number): number {
  let fraction = x;
  for (let i = 80; i > 0; i--) fraction = x + i / fraction;
  return 1 / fraction;
}

/** Abramowitz and Stegun 26.2.23, good to 4.5e-4: where Halley's method begins. `p` at most a half. */
function startingPoint(p: number): number {
  const t = Math.sqrt(-2 * log(p));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return t - above / below;
}
