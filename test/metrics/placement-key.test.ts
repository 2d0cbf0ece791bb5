import { expect, it } from 'vitest';
import { tlbArray } from '../../src/machine/tlb/geometry.ts';
import { placementKey } from '../../src/metrics/tlb.ts';
import { tlbLeaves } from '../../src/metrics/touched-memory.ts';
import type { TouchedRun } from '../../src/tlb/memory.ts';
import { simulateTouches, type TouchProgram } from '../../src/tlb/simulate.ts';
import { WalkCache } from '../../src/tlb/walk-cache.ts';
import { machineOf } from './outcomes.ts';

/** Which placements are one to a TLB of 4 sets in level 1 and 16 in level 2. */
const P = 4096;
const VA = 2 ** 46;
const MOST_SETS = 16;
const MACHINE = machineOf();
const leaves = tlbLeaves(MACHINE);
const geometry = {
  ...MACHINE.tlb,
  arrays: [tlbArray(1, [P, 512 * P], 8, 2), tlbArray(2, [P, 512 * P], 64, 4)],
};
/** Base pages, and a 2M leaf behind them. */
const pages = (at: number, count = 4): TouchedRun => ({
  from: 0,
  to: count * P,
  vaBytes: VA + at * P,
  leaf: 0,
});
const huge = (at: number): TouchedRun => ({
  from: 512 * P,
  to: 1024 * P,
  vaBytes: VA + at * 512 * P,
  leaf: 2,
});

const program = (
  runs: readonly TouchedRun[],
  { cached = false, lengthBytes = 1024 * P } = {},
): TouchProgram => ({
  geometry,
  leaves,
  pageBytes: P,
  touchings: [{ memory: { lengthBytes, runs }, pattern: { kind: 'uniform', count: 500, seed: 1 } }],
  walkCache: cached ? new WalkCache(MACHINE.tlb.walkCaches, [512, 512 ** 2, 512 ** 3]) : undefined,
});
const key = (...of: Parameters<typeof program>) => placementKey(program(...of));

it('leaves of two sizes count modulo their own size times the sets of the largest array', () => {
  const here = key([pages(7), huge(3)]);
  const same = [pages(7 + MOST_SETS), huge(3 + 5 * MOST_SETS)];
  expect(key(same)).toBe(here);
  expect(simulateTouches(program(same))).toEqual(simulateTouches(program([pages(7), huge(3)])));
  for (const other of [
    [pages(8), huge(3)],
    [pages(7), huge(4)],
    [pages(7 + 4), huge(3)],
    [pages(7), huge(3 + 4)],
    [pages(8), huge(4)],
  ])
    expect(key(other)).not.toBe(here);
});

it('leaves of one size may move together by any of them, and apart by the sets', () => {
  const two = (first: number, second: number) => [
    pages(first),
    { ...pages(second), from: 512 * P, to: 516 * P },
  ];
  expect(key(two(9, 30))).toBe(key(two(0, 21)));
  expect(key(two(30, 9))).toBe(key(two(21, 0)));
  expect(key(two(9, 30 + MOST_SETS))).toBe(key(two(9, 30)));
  expect(key(two(9, 31))).not.toBe(key(two(9, 30)));
  // Addresses inside a leaf stay what they are.
  const within = (bytes: number) => [{ ...huge(0), vaBytes: VA + bytes }];
  expect(key(within(P))).not.toBe(key(within(0)));
  expect(key(within(513 * P))).toBe(key(within(P)));
});

it('with walk caches the whole address counts', () => {
  const cached = { cached: true };
  expect(key([pages(7)], cached)).toBe(key([pages(7)], cached));
  expect(key([pages(7 + MOST_SETS)], cached)).not.toBe(key([pages(7)], cached));
  expect(key([pages(8)], cached)).not.toBe(key([pages(7)], cached));
});

it('what is touched counts too: its length, where runs lie in it, and under which leaves', () => {
  const here = key([pages(0, 8)]);
  expect(key([pages(0, 8)], { lengthBytes: 1023 * P })).not.toBe(here);
  expect(key([pages(0, 7)])).not.toBe(here);
  expect(key([{ ...pages(0, 8), from: P }])).not.toBe(here);
  expect(key([{ ...pages(0, 8), leaf: 2 }])).not.toBe(here);
  const { touchings, ...rest } = program([pages(0, 8)]);
  expect(placementKey({ ...rest, touchings: [...touchings, ...touchings] })).not.toBe(here);
});
