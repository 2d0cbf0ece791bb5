import { bytesHeld, Churn, median, roomyProcess } from './churn.ts';

/** One number of live mappings. */
export interface ScaleRow {
  readonly live: number;
  readonly vmas: number;
  readonly nsPerOperation: number;
  /** Heap and typed arrays of the whole process, the benchmark's own lists among them. */
  readonly megabytes: number;
  readonly fillMs: number;
}

/** The churn of 4K to 256K at sizes that no kernel allows. */
export function scaleBench(
  sizes = [1000, 10_000, 100_000, 1_000_000, 10_000_000],
  operations = 200_000,
): ScaleRow[] {
  return sizes.map((live) => {
    const mm = roomyProcess();
    const churn = new Churn(mm, { live, maxPages: 64, operations });
    const from = performance.now();
    churn.fill();
    const fillMs = performance.now() - from;
    const rounds = [1, 2, 3, 4].map(() => churn.round()).slice(1);
    const megabytes = bytesHeld() / 1e6;
    if (mm.space.mapCount < 100) throw new Error('hardly any VMA is left: nothing was measured');
    return { live, vmas: mm.space.mapCount, nsPerOperation: median(rounds), megabytes, fillMs };
  });
}
