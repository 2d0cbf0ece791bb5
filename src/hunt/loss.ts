import { columnNamed } from '../metrics/catalogue.ts';
import { figureOf, type Judged, type JudgedCell } from './judge.ts';

/** A metric of whole cells that has a better and a worse. */
export interface HuntMetric {
  readonly name: string;
  readonly better: 'higher' | 'lower';
}

/** A metric by its name; undefined where it is no number of a cell, or no direction of it is better. */
export function huntMetric(name: string): HuntMetric | undefined {
  const column = columnNamed(name, 'coverage') ?? columnNamed(name, 'fragmentation');
  if (column === undefined || column.type === 'text' || column.better === 'neither') return undefined;
  return { name, better: column.better };
}

/**
 * How much worse `worse` is than `than`: the difference of the two figures in the metric's own direction, as a share
 * of the larger of them, so that it is from 0 to 1 for figures of one sign whatever their size. Negative where it is
 * the better one.
 */
export function relativeLoss(worse: number, than: number, { better }: HuntMetric): number {
  const larger = Math.max(Math.abs(worse), Math.abs(than));
  if (larger === 0) return 0;
  return (better === 'lower' ? worse - than : than - worse) / larger;
}

/** The loss of one policy against another in a situation; undefined where one of them has no figure. */
export function lossBetween(
  judged: Judged,
  worse: string,
  than: string,
  metric: HuntMetric,
): number | undefined {
  const [a, b] = [judged.cells.get(worse), judged.cells.get(than)];
  if (a === undefined || b === undefined) return undefined;
  if (!COUNTS_FAILURES.has(metric.name) && failures(a) !== failures(b)) return undefined;
  const [figureA, figureB] = [figureOf(a, metric.name), figureOf(b, metric.name)];
  return figureA === undefined || figureB === undefined ? undefined : relativeLoss(figureA, figureB, metric);
}

/** Metrics in which a mapping that failed is a loss; in all others it would be a gain, such as faults that never come. */
const COUNTS_FAILURES = new Set(['share_of_ideal', 'share_2m', 'share_1g', 'failed']);

function failures(cell: JudgedCell): number {
  return figureOf(cell, 'failed') ?? 0;
}
