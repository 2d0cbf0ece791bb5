import { LEAF_KINDS } from '../machine/architectures.ts';
import { figureOf, type Judged, type JudgedCell } from './judge.ts';

/**
 * What was seen of a situation: decision paths, leaves by their order of magnitude, how mappings ended, and how the
 * metric compares. A situation that shows something new is kept and changed further.
 */
export function featuresOf({ cells }: Judged, metric: string): Set<string> {
  const features = new Set<string>();
  for (const [label, cell] of cells)
    for (const feature of cellFeatures(cell, metric)) features.add(`${label}: ${feature}`);
  return features;
}

function* cellFeatures(cell: JudgedCell, metric: string): Generator<string> {
  const { result, paths } = cell;
  yield* paths;
  for (const row of result.placements) {
    const leaves = LEAF_KINDS.map((kind) => bits(Number(row[`leaves_${kind}`] ?? 0)));
    yield `${row.status} ${leaves.join('/')}`;
  }
  yield `${metric} ${share(figureOf(cell, metric))}`;
  for (const name of ['failed', 'padding_losses'] as const)
    yield `${name} ${bits(figureOf(cell, name) ?? 0)}`;
}

/** Binary digits of a count: its order of magnitude. */
function bits(count: number): number {
  let digits = 0;
  for (let rest = count; rest >= 1; rest /= 2) digits++;
  return digits;
}

/** A ratio to eighths, anything larger by its order of magnitude. */
function share(value: number | undefined): string {
  if (value === undefined) return 'empty';
  return Math.abs(value) <= 1 ? `${Math.floor(value * 8)}/8` : `2^${bits(Math.abs(value))}`;
}
