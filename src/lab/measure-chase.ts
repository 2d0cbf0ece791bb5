import { spawnSync } from 'node:child_process';
import type { CurvePoint } from '../tlb/knees.ts';
import { compileNative } from './compile-native.ts';
import { LabError } from './lab-error.ts';

/** What the C program measures: base pages, huge pages, and the same lines in few pages. */
export const CHASE_KINDS = ['base', 'huge', 'packed'] as const;

/** One of them. */
export type ChaseKind = (typeof CHASE_KINDS)[number];

/** Nanoseconds an access by number of pages; empty where the machine has no such pages to give. */
export type ChaseCurves = Readonly<Record<ChaseKind, readonly CurvePoint[]>>;

/** What to measure. */
export interface ChaseChoice {
  /** The least time of so many rounds counts. */
  readonly repeats: number;
  readonly grid: readonly number[];
  /** Most huge pages that may be taken; 2 MiB each. */
  readonly mostHuge: number;
}

/**
 * Measures on this machine.
 * @throws LabError where there is no compiler, or the program fails.
 */
export function measureChase({ repeats, grid, mostHuge }: ChaseChoice): {
  curves: ChaseCurves;
  notes: string;
} {
  const program = compileNative('chase');
  const args = [repeats, Math.max(...grid), mostHuge, ...grid].map(String);
  const { status, signal, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new LabError(
      'recording-failed',
      `nothing could be measured: ${stderr.trim() || `the program ended with ${signal ?? status}`}`,
      'take fewer pages with --most and --huge',
    );
  const curves: Record<ChaseKind, CurvePoint[]> = { base: [], huge: [], packed: [] };
  for (const line of stdout.trim().split('\n')) {
    const [kind, pages, cost] = line.split(' ');
    curves[kind as ChaseKind]?.push({ pages: Number(pages), cost: Number(cost) });
  }
  return { curves, notes: stderr };
}
