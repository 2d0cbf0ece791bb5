import { type Column, columnNamed } from '../catalogue.ts';

function column(name: string, type: Column['type'], meaning: string, heading = name): Column {
  return { name, tables: ['statistics'], type, unit: '', better: 'neither', meaning, heading };
}

const OF_METRIC = 'in the unit of the metric';

/** The columns of statistics.csv, in order: what the seeds of a group say of a figure, against the baseline's. */
export const STATISTICS: readonly Column[] = [
  ...['scenario', 'point', 'policy'].map((name) => columnNamed(name)!),
  column('metric', 'text', 'A column of coverage.csv or fragmentation.csv.'),
  column(
    'over_seeds',
    'text',
    'How the values of the seeds become one: mean or median, as the metric is declared.',
  ),
  column('n', 'integer', 'Seeds that have a value; 1 where nothing is drawn, so that the value is exact.'),
  column('value', 'real', `Mean or median of the values, ${OF_METRIC}.`),
  column(
    'low',
    'real',
    'Lower limit of the 95 % interval of the value, over seeds (BCa bootstrap, 10,000 resamples); empty for n below 3.',
  ),
  column('high', 'real', 'Upper limit of that interval.'),
  column(
    'pairs',
    'integer',
    'Seeds at which both this policy and linux have a value; empty for linux itself, as all that follow.',
  ),
  column('different', 'integer', 'Pairs that are not equal; the test and the effect are made of these.'),
  column(
    'difference',
    'real',
    `Mean or median of the differences to linux at the same seed and point, ${OF_METRIC}.`,
  ),
  column('difference_low', 'real', 'Lower limit of the 95 % interval of the difference.'),
  column('difference_high', 'real', 'Upper limit of that interval.'),
  column(
    'effect',
    'real',
    'Matched-pairs rank-biserial correlation: 1 where every pair that differs is higher, -1 where every one is lower.',
  ),
  column('p', 'real', 'Two-sided p of the Wilcoxon signed-rank test; empty where nothing is drawn.'),
  column('p_holm', 'real', 'The same, corrected by Holm over all tests of this scenario and metric.'),
  column(
    'verdict',
    'text',
    'higher or lower where the interval of the difference is clear of 0, else no difference; equal where no pair differs; too few below 6 pairs. Without draws the difference is exact.',
  ),
];
