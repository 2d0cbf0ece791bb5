import { expect, it } from 'vitest';
import { Shuffle, TouchDraws, ZipfRanks } from '../../src/tlb/draws.ts';
import { type TouchPattern, visitTouches } from '../../src/tlb/patterns.ts';
import { PlruArray } from '../../src/tlb/set-array.ts';

function offsets(pattern: TouchPattern, lengthBytes: number): number[] {
  const all: number[] = [];
  visitTouches(pattern, lengthBytes, 4096, (offset) => all.push(offset));
  return all;
}

it.each([1, 2, 3, 16, 17, 1000])('a chase touches each of %i pages once a round', (pages) => {
  const round = offsets({ kind: 'chase', count: pages * 2, seed: 5 }, pages * 4096);
  expect(round.slice(0, pages).sort((a, b) => a - b)).toEqual(
    Array.from({ length: pages }, (_, i) => i * 4096),
  );
  expect(round.slice(pages)).toHaveLength(pages);
  expect(new Set(round.slice(pages)).size).toBe(pages);
});

it('a shuffle of 2^30 pages stays inside and needs no memory', () => {
  const shuffle = new Shuffle(new TouchDraws(1), 2 ** 30 - 1);
  const places = Array.from({ length: 1000 }, (_, i) => shuffle.at(i * 1_000_000));
  expect(places.every((place) => Number.isInteger(place) && place >= 0 && place < 2 ** 30 - 1)).toBe(true);
  expect(new Set(places).size).toBe(1000);
});

it("Zipf's ranks fall as 1 ÷ rank: of N draws over 10 ranks, rank r has N ÷ (r × H10)", () => {
  const ranks = new ZipfRanks(new TouchDraws(3), 10);
  const counts = new Array<number>(11).fill(0);
  const draws = 200_000;
  for (let i = 0; i < draws; i++) counts[ranks.next()]!++;
  const harmonic = counts.slice(1).reduce((sum, _, i) => sum + 1 / (i + 1), 0);
  for (let rank = 1; rank <= 10; rank++) {
    const mean = draws / (rank * harmonic);
    expect(Math.abs(counts[rank]! - mean)).toBeLessThan(5 * Math.sqrt(mean));
  }
});

it('a ring reads each descriptor and fills its buffer, line by line', () => {
  const touched = offsets({ kind: 'ring', ringBytes: 64, times: 1 }, 64 + 3 * 2048);
  expect(touched).toHaveLength(4 * (1 + 32));
  expect(touched.filter((offset) => offset < 64)).toEqual([0, 16, 32, 48]);
  expect(touched.slice(1, 4)).toEqual([64, 128, 192]);
  // Three buffers for four descriptors: the fourth uses the first again.
  expect(touched.at(-32)).toBe(64);
});

it('a working set stays inside its window and moves', () => {
  const touched = offsets({ kind: 'phases', windowBytes: 65536, count: 50, times: 4, seed: 2 }, 2 ** 26);
  const phases = [0, 1, 2, 3].map((phase) => touched.slice(phase * 50, phase * 50 + 50));
  for (const phase of phases) expect(Math.max(...phase) - Math.min(...phase)).toBeLessThan(65536);
  expect(new Set(phases.map((phase) => Math.min(...phase) >> 16)).size).toBeGreaterThan(1);
});

it('a trace is followed as far as the memory reaches', () => {
  const pattern = { kind: 'trace', offsets: Float64Array.of(0, 5000, 9000), times: 2 } as const;
  expect(offsets(pattern, 8192)).toEqual([0, 5000, 0, 5000]);
});

it('a tree of four ways points to the half that was used longer ago', () => {
  const array = { level: 1, leafBytes: [4096], entries: 4, ways: 4, replacement: 'plru' } as const;
  const plru = new PlruArray(array);
  for (const page of [0, 1, 2, 3]) expect(plru.touch(page, 0)).toBe(false);
  // After 0: the root points right, to 2 or 3, of which 2 came first. LRU would have taken 1.
  expect(plru.touch(0, 0)).toBe(true);
  expect(plru.touch(4, 0)).toBe(false);
  expect(plru.touch(1, 0)).toBe(true);
  expect(plru.touch(2, 0)).toBe(false);
});
