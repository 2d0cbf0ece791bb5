import { describe, expect, it } from 'vitest';
import {
  externalFragmentation,
  fragmentationWindow,
  gapHistogram,
  gapsIn,
  unusable,
} from '../../src/metrics/fragmentation.ts';

/** Kernel-facts 6.1, over gaps of the address space. Bytes. */
const extents = (...of: [number, number][]) => of.map(([start, end]) => ({ start, end }));

describe('the window', () => {
  it('runs from the lowest VMA of linux to mmap_base', () => {
    expect(fragmentationWindow('topdown', 100, extents([30, 40], [90, 95]))).toEqual({ start: 30, end: 100 });
    expect(fragmentationWindow('topdown', 100, extents([130, 140]))).toEqual({ start: 100, end: 100 });
    expect(fragmentationWindow('topdown', 100, [])).toEqual({ start: 100, end: 100 });
  });
  it('is mirrored in the legacy layout', () => {
    expect(fragmentationWindow('legacy', 100, extents([30, 40], [190, 195]))).toEqual({
      start: 100,
      end: 195,
    });
    expect(fragmentationWindow('legacy', 100, extents([30, 40], [120, 130], [190, 195])).end).toBe(195);
    expect(fragmentationWindow('legacy', 100, extents([30, 40]))).toEqual({ start: 100, end: 100 });
    expect(fragmentationWindow('legacy', 100, [])).toEqual({ start: 100, end: 100 });
  });
});

describe('gaps', () => {
  it('lie between VMAs, inside the window', () => {
    const gaps = (...vmas: [number, number][]) => gapsIn({ start: 10, end: 50 }, extents(...vmas));
    expect(gaps()).toEqual(extents([10, 50]));
    expect(gaps([0, 10], [50, 60])).toEqual(extents([10, 50]));
    expect(gaps([0, 12], [20, 30], [30, 35], [48, 60], [70, 80])).toEqual(extents([12, 20], [35, 48]));
    expect(gaps([10, 50])).toEqual([]);
    expect(gaps([0, 60])).toEqual([]);
    expect(gaps([11, 49])).toEqual(extents([10, 11], [49, 50]));
    expect(gapsIn({ start: 10, end: 10 }, extents([5, 20]))).toEqual([]);
  });
  it('are counted by the power of two that they reach', () => {
    expect(gapHistogram([])).toBe('');
    const sizes = [1, 2, 3, 4, 4095, 4096, 2 ** 32 - 1, 2 ** 32, 2 ** 33 - 1, 2 ** 47, 2 ** 47 - 1];
    expect(gapHistogram(sizes.map((size) => ({ start: 5, end: 5 + size })))).toBe(
      '0:1 1:2 2:1 11:1 12:1 31:1 32:2 46:1 47:1',
    );
    expect(gapHistogram(extents([0, 4096], [0, 2], [0, 4096]))).toBe('1:1 12:2');
  });
});

describe('indices', () => {
  it('unusable: what no aligned block fits into, of what is free', () => {
    expect(unusable(extents([0, 8], [9, 15]), 8)).toBe(1 - 8 / 14);
    expect(unusable(extents([1, 15]), 8)).toBe(1);
    expect(unusable(extents([8, 32]), 8)).toBe(0);
    expect(unusable(extents([3, 5], [7, 25]), 8)).toBe(1 - 16 / 20);
    expect(unusable([], 8)).toBeNull();
    expect(unusable(extents([4, 4]), 8)).toBeNull();
  });
  it('external fragmentation: -1 where a request would fit, else 1 - (1 + free / request) / gaps', () => {
    expect(externalFragmentation([], 8)).toBeNull();
    expect(externalFragmentation(extents([3, 11]), 8)).toBe(-1);
    expect(externalFragmentation(extents([3, 11], [20, 22]), 8)).toBe(-1);
    expect(externalFragmentation(extents([3, 10], [20, 30]), 8)).toBe(-1);
    expect(externalFragmentation(extents([3, 10]), 8)).toBe(1 - (1 + 7 / 8));
    expect(externalFragmentation(extents([0, 4], [8, 12], [20, 24], [30, 34]), 8)).toBe(1 - (1 + 2) / 4);
  });
});
