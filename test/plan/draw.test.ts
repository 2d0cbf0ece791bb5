import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draw, Expression } from '../../src/language/checked-scenario.ts';
import { evaluate, quantity } from '../../src/plan/draw.ts';
import { exp2, log2 } from '../../src/plan/exponent.ts';
import { RandomStream } from '../../src/plan/random.ts';

const span = { file: '', start: 0, end: 0 };
const number = (value: number): Expression => ({ kind: 'number', value, span });
const PAGE = 4096;

function draws(distribution: Draw['distribution'], parameters: number[], count = 4000): number[] {
  const draw: Draw = { kind: 'draw', distribution, parameters: parameters.map(number), span };
  const stream = new RandomStream(7, 'test');
  return Array.from({ length: count }, () => quantity(draw, {}, stream, PAGE));
}

describe('exp2 and log2', () => {
  it('agree with Math to five digits', () => {
    for (let x = -10; x < 60; x += 0.37) expect(exp2(x) / 2 ** x).toBeCloseTo(1, 5);
    for (let x = 0.001; x < 1e15; x *= 3.7) expect(log2(x)).toBeCloseTo(Math.log2(x), 5);
  });
});

describe('RandomStream', () => {
  it('draws what pure-rand draws: these numbers may change only with a new version of the generator', () => {
    // uniformInt(xoroshiro128plus(901886329), 0, 999) of pure-rand 8.4.2; 901886329 is FNV-1a of '1/body'.
    const stream = new RandomStream(1, 'body');
    expect([1, 2, 3, 4, 5].map(() => stream.integer(0, 999))).toEqual([318, 106, 826, 435, 789]);
    expect(new RandomStream(1, 'a').integer(0, 2 ** 40)).not.toBe(
      new RandomStream(1, 'b').integer(0, 2 ** 40),
    );
    expect(new RandomStream(1, 'a').integer(0, 2 ** 40)).not.toBe(
      new RandomStream(2, 'a').integer(0, 2 ** 40),
    );
  });

  it('stays inside its bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(2 ** 40), fc.nat(2 ** 40), (seed, low, more) => {
        const drawn = new RandomStream(seed, 'x').integer(low, low + more);
        expect(drawn >= low && drawn <= low + more && Number.isInteger(drawn)).toBe(true);
      }),
    );
  });
});

describe('distributions', () => {
  it('uniform: whole pages, both ends included', () => {
    const values = draws('uniform', [PAGE, 4 * PAGE]);
    expect(new Set(values)).toEqual(new Set([1, 2, 3, 4].map((n) => n * PAGE)));
  });
  it('lognormal: half below the median, one in a hundred above the 99th percentile', () => {
    const values = draws('lognormal', [2 ** 16, 2 ** 22]);
    const share = (limit: number) => values.filter((value) => value > limit).length / values.length;
    expect(share(2 ** 16)).toBeGreaterThan(0.44);
    expect(share(2 ** 16)).toBeLessThan(0.56);
    expect(share(2 ** 22)).toBeGreaterThan(0.003);
    expect(share(2 ** 22)).toBeLessThan(0.02);
    expect(values.every((value) => value >= PAGE && value % PAGE === 0)).toBe(true);
  });
  it('pareto: bounded, and half of all below twice the least', () => {
    const values = draws('pareto', [2 ** 16, 2 ** 30]);
    expect(values.every((value) => value >= 2 ** 16 && value <= 2 ** 30 + PAGE)).toBe(true);
    const low = values.filter((value) => value <= 2 ** 17).length / values.length;
    expect(low).toBeGreaterThan(0.45);
    expect(low).toBeLessThan(0.57);
  });
  it('one: only what is listed', () => {
    expect(new Set(draws('one', [PAGE, 3 * PAGE]))).toEqual(new Set([PAGE, 3 * PAGE]));
  });
});

it('evaluates whole-number division and remainders', () => {
  const binary = (operator: '/' | '%' | '-', left: number, right: number): Expression => ({
    kind: 'binary',
    operator,
    left: number(left),
    right: number(right),
    span,
  });
  expect(evaluate(binary('/', 7, 2), {})).toBe(3);
  expect(evaluate(binary('%', -1, 8), {})).toBe(7);
  expect(evaluate({ kind: 'variable', name: 'size', span }, { size: 5 })).toBe(5);
});
