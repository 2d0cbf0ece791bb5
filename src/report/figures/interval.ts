import type { Row } from '../../metrics/results.ts';

/** Student's t at 0.975 for 1 to 30 degrees of freedom, as every table of it has them; beyond, the normal 1.96. */
const T_975 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** A 95 % interval of a mean. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A 95 % interval of the mean, by Student's t; no wider than the mean itself where there is one value. */
export function interval95(values: readonly number[]): Interval {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { low: mean, high: mean };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const half = (T_975[count - 2] ?? 1.96) * Math.sqrt(variance / count);
  return { low: mean - half, high: mean + half };
}

/** The interval of a group's share of ideal that statistics.csv has (BCa bootstrap); Student's where it has none. */
export function shareInterval(
  statistics: readonly Row[],
  group: Readonly<Record<'scenario' | 'point' | 'policy', string>>,
  shares: readonly number[],
): Interval {
  const row = statistics.find(
    ({ scenario, point, policy, metric }) =>
      metric === 'share_of_ideal' &&
      scenario === group.scenario &&
      point === group.point &&
      policy === group.policy,
  );
  if (typeof row?.low === 'number' && typeof row.high === 'number') return { low: row.low, high: row.high };
  const { low, high } = interval95(shares);
  return { low: Math.max(0, low), high: Math.min(1, high) };
}
