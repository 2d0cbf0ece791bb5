import { describe, expect, it } from 'vitest';
import { cutPieces, PIECE_LENGTH } from '../../grammar/pieces.ts';
import { DEFAULT_BUDGETS } from '../../src/language/budgets.ts';
import { checkScenarios } from '../../src/language/check.ts';
import { HOST } from '../language/harness.ts';
import { Churn, median, roomyProcess } from './churn.ts';
import { largeText, type Shape } from './large-text.ts';

/** How work grows, counted rather than timed: the short form of the benchmarks, which any machine can run. */

const OPERATIONS = 10_000;

function filledChurn(live: number) {
  const mm = roomyProcess();
  const churn = new Churn(mm, { live, maxPages: 64, operations: OPERATIONS });
  churn.fill();
  churn.round();
  return { mm, churn };
}

function nodesAnOperation(live: number): number {
  const { mm, churn } = filledChurn(live);
  const before = mm.space.index.nodesVisited;
  churn.round();
  return (mm.space.index.nodesVisited - before) / OPERATIONS;
}

describe('the churn', () => {
  it('visits nodes like log N: each tenfold adds a few, and never multiplies', () => {
    const [thousand, ten, hundred] = [1000, 10_000, 100_000].map(nodesAnOperation) as [
      number,
      number,
      number,
    ];
    expect(thousand).toBeGreaterThan(1);
    // A level more is one node more in each of the few descents and walks up that an operation makes.
    expect(ten - thousand).toBeLessThan(6);
    expect(hundred - ten).toBeLessThan(6);
  });

  it.each([1000, 30_000])('allocates a few hundred bytes an operation at most, at %d mappings', (live) => {
    const { churn } = filledChurn(live);
    // Code that is not compiled yet allocates where compiled code does not.
    for (let round = 0; round < 10; round++) churn.round();
    const batches = Array.from({ length: 9 }, () => {
      const before = process.memoryUsage().heapUsed;
      churn.round();
      return (process.memoryUsage().heapUsed - before) / OPERATIONS;
    });
    // A collection in a batch makes it negative; the median batch has none.
    expect(median(batches)).toBeLessThan(600);
  });
});

function secondsToCheck(shape: Shape, bytes: number): number {
  const { text } = largeText(shape, bytes);
  const host = { ...HOST, budgets: DEFAULT_BUDGETS };
  const runs = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    const { diagnostics, scenarios } = checkScenarios({ file: 'bench.scn', text, host });
    expect(diagnostics).toEqual([]);
    expect(scenarios.length).toBeGreaterThan(0);
    return process.cpuUsage(before).user / 1e6;
  });
  return Math.min(...runs);
}

describe.each(['one scenario', 'many scenarios'] as const)('a large file of %s', (shape) => {
  it('is parsed in small pieces', () => {
    const pieces = cutPieces(largeText(shape, 2 ** 20).text)!;
    expect(Math.max(...pieces.map(({ start, end }) => end - start))).toBeLessThan(2 * PIECE_LENGTH);
  });

  it('takes time like its size: twice as much text less than three times as long', () => {
    secondsToCheck(shape, 2 ** 17);
    const half = secondsToCheck(shape, 2 ** 18);
    expect(secondsToCheck(shape, 2 ** 19)).toBeLessThan(3 * half);
  });
});
