import { GIB, sizeText } from '../../machine/bytes.ts';
import type { TlbGeometry } from '../../machine/tlb/geometry.ts';
import { type MissRatio, missRatios } from '../../metrics/miss-ratio.ts';
import { type CellPlan, replayUnder } from '../../metrics/run-cell.ts';
import { DEFAULT_TOUCHES } from '../../metrics/tlb.ts';
import { type ChosenPolicy, withOptions } from '../../policies/chosen-policy.ts';
import { grouped } from '../human-text.ts';
import { joinAlike } from './alike.ts';
import { type Figure, rounded } from './figure.ts';
import { type LinePlace, lineChart, type Mark } from './line-chart.ts';
import type { Preset } from './preset.ts';
import { slug } from './slug.ts';

/** Less memory says little of a TLB: level 2 of most holds it all. Bytes. */
const LEAST_BYTES = GIB;

/**
 * Which share of touches misses a TLB, against its size: a line a policy, the bound a line too. Undefined where policies
 * do not differ, where less than 1 GiB is mapped, and where the scenario has touches of its own, which can be many
 * millions.
 */
export function missRatioFigure(
  plan: CellPlan,
  policies: readonly ChosenPolicy[],
  family: string,
  preset: Preset,
): Figure | undefined {
  const { scenario, point, seed, machine, program } = plan;
  if (program.touches.length > 0 || namedBytes(plan, policies[0]!) < LEAST_BYTES) return undefined;
  const curves = policies.flatMap((asked) => {
    const policy = withOptions(asked, point.policyOptions[asked.definition.id]);
    const ratios = missRatios(plan, policy);
    return ratios === undefined ? [] : [{ policy, places: ratios.map(placeOf) }];
  });
  const bound = curves.find(({ policy }) => policy.definition.bound)?.places;
  const groups = joinAlike(
    curves
      .filter(({ policy }) => !policy.definition.bound)
      .map(({ policy, places }) => [policy.label, places] as const),
  );
  if (groups.length < 2 || bound === undefined) return undefined;
  const cell = [point.label, seed === null ? '' : `seed ${seed}`].filter((part) => part !== '').join(', ');
  const subtitle = `misses as a ratio of ${grouped(DEFAULT_TOUCHES.count)} touches of lines all over the named mappings, first touches among them, in fully associative TLBs of LRU, one entry a leaf of any size${cell === '' ? '' : ` (${cell})`}; marked: what ${machine.tlb.id} has; policies that agree share a line; the wide line is ideal`;
  return {
    name: `miss-ratio-${family}-${slug(scenario)}`,
    title: scenario,
    caption: `${scenario}: ${subtitle}.`,
    scenarios: [scenario],
    spec: lineChart(
      {
        title: scenario,
        subtitle,
        groups,
        x: {
          title: 'TLB entries',
          scale: { type: 'log', base: 2, nice: false },
          axis: { values: TICKS, grid: false, format: ',' },
        },
        y: { title: 'miss ratio', scale: { domain: [0, 1], nice: false }, axis: { tickCount: 5 } },
        bound,
        marks: marksOf(machine.tlb),
      },
      preset,
    ),
  };
}

function namedBytes(plan: CellPlan, policy: ChosenPolicy): number {
  return replayUnder(plan, policy).mappings.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
}

const TICKS = [1, 4, 16, 64, 256, 1024, 4096, 16384];

function placeOf({ entries, ratio }: MissRatio): LinePlace {
  return { x: entries, y: rounded(ratio) };
}

/** The arrays of a geometry by their number of entries: `L1 4K`. */
function marksOf({ arrays }: TlbGeometry): readonly Mark[] {
  const labels = new Map<number, string[]>();
  for (const { level, leafBytes, entries } of arrays) {
    const label = `L${level} ${leafBytes.map(sizeText).join(' ')}`;
    labels.set(entries, [...(labels.get(entries) ?? []), label]);
  }
  return [...labels].map(([x, texts]) => ({ x, label: texts.join(', ') }));
}
