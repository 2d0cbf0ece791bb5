import { visible } from '../../language/render/visible.ts';
import { MIB } from '../../machine/bytes.ts';
import { type Family, type Figure, meanOf, policiesIn, type ResultRows, rounded, rowsOf } from './figure.ts';
import { axisTitle, BOUND_COLOUR, type Preset, panelWidth, SIZE_LABEL } from './preset.ts';
import { panelName, smallMultiples } from './small-multiples.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Coverage against bytes lost to alignment: a letter a policy, a panel a scenario, the bound a line. */
export function tradeOffFigure(results: ResultRows, family: Family, preset: Preset): Figure | undefined {
  const rows = family.scenarios.flatMap((scenario) => rowsOf(results.coverage, scenario));
  const policies = policiesIn(results, rows).filter((policy) => policy !== 'ideal');
  const width = panelWidth(preset, 8);
  const shown = family.scenarios.filter((scenario) =>
    placesOf(results, scenario, policies).some(({ lost }) => lost > 0),
  );
  if (shown.length === 0) return undefined;
  const values = shown.flatMap((scenario) => {
    const panel = panelName(scenario, width, preset);
    const ideal = meanOf(coverageOf(results, scenario, 'ideal'));
    const bound = ideal === null ? [] : [{ panel, lost: 0, coverage: rounded(ideal), letters: '', lift: 0 }];
    const places = lifted(joinPlaces(placesOf(results, scenario, policies), policies), width);
    return [...bound, ...places.map((place) => ({ panel, ...place }))];
  });
  const title = `Coverage against bytes lost: ${family.name}`;
  const key = policies.map((policy, i) => `${LETTERS[i % LETTERS.length]}\u00a0${visible(policy)}`);
  const x = {
    field: 'lost',
    type: 'quantitative',
    scale: { type: 'symlog', constant: MIB, nice: false, padding: 34 },
    title: axisTitle('bytes_lost_to_alignment', 'fragmentation'),
    axis: {
      values: [0, MIB, 2 ** 25, 2 ** 30, 2 ** 35, 2 ** 40],
      labelExpr: SIZE_LABEL,
      labelOverlap: true,
    },
  };
  const y = {
    field: 'coverage',
    type: 'quantitative',
    scale: { domain: [-0.08, 1.35], nice: false },
    title: axisTitle('coverage_2m_or_more', 'coverage'),
    axis: { values: [0, 0.5, 1], format: '.1f' },
  };
  const subtitle = `coverage under leaves of 2M or more against bytes lost to alignment; the line is ideal; letters at one place share it: ${key.join(', ')}`;
  return {
    name: `trade-off-${family.name}`,
    title,
    caption: `${subtitle}.`,
    scenarios: shown,
    spec: smallMultiples(
      {
        title,
        subtitle,
        values,
        panels: shown.map((scenario) => panelName(scenario, width, preset)),
        panelWidth: width,
        spec: {
          width,
          height: Math.round(width * 0.5),
          layer: [
            {
              transform: [{ filter: "datum.letters === ''" }],
              mark: { type: 'rule', color: BOUND_COLOUR, strokeWidth: 1.5 },
              encoding: { y },
            },
            {
              transform: [{ filter: "datum.letters !== ''" }],
              mark: { type: 'point', filled: true, color: '#0072b2', size: preset.font * 4, opacity: 1 },
              encoding: { x, y },
            },
            ...[0, 1, 2].map((lift) => ({
              transform: [{ filter: `datum.letters !== '' && datum.lift === ${lift}` }],
              mark: {
                type: 'text',
                baseline: 'bottom',
                dy: -4 - lift * (preset.font + 2),
                fontSize: preset.font,
              },
              encoding: { x, y, text: { field: 'letters' } },
            })),
          ],
        },
        independent: { x: 'independent' },
      },
      preset,
    ),
  };
}

interface LetteredPlace {
  readonly lost: number;
  readonly coverage: number;
  readonly letters: string;
}

/** Policies at one place as one, under all their letters. */
function joinPlaces(places: ReturnType<typeof placesOf>, policies: readonly string[]): LetteredPlace[] {
  const at = new Map<string, { lost: number; coverage: number; letters: string }>();
  for (const { policy, lost, coverage } of places) {
    const letter = LETTERS[policies.indexOf(policy) % LETTERS.length]!;
    const key = `${lost} ${coverage}`;
    const place = at.get(key);
    if (place) place.letters += letter;
    else at.set(key, { lost, coverage, letters: letter });
  }
  return [...at.values()].map((place) => ({ ...place, letters: runs(place.letters) }));
}

/** Lifts letters that would be written over those of a neighbour. */
function lifted(
  places: readonly LetteredPlace[],
  width: number,
): (LetteredPlace & { readonly lift: number })[] {
  const most = Math.max(...places.map(({ lost }) => lost), 1);
  const across = (lost: number) => (width - 68) * (Math.log2(1 + lost / MIB) / Math.log2(1 + most / MIB));
  const done: (LetteredPlace & { lift: number })[] = [];
  for (const place of [...places].sort((a, b) => a.lost - b.lost)) {
    const near = done.filter(
      (other) =>
        Math.abs(other.coverage - place.coverage) < 0.2 &&
        across(place.lost) - across(other.lost) < (place.letters.length + other.letters.length) * 3 + 6,
    );
    const free = [0, 1, 2].find((lift) => near.every((other) => other.lift !== lift));
    done.push({ ...place, lift: free ?? 0 });
  }
  return done;
}

/** `a-d, g` for `abcdg`. */
export function runs(letters: string): string {
  const parts: string[] = [];
  for (let i = 0; i < letters.length; ) {
    let end = i;
    while (
      LETTERS.indexOf(letters[end + 1] ?? '') === LETTERS.indexOf(letters[end]!) + 1 &&
      end + 1 < letters.length
    )
      end++;
    parts.push(end - i >= 2 ? `${letters[i]}-${letters[end]}` : letters.slice(i, end + 1));
    i = end + 1;
  }
  return parts.join(',');
}

function placesOf(results: ResultRows, scenario: string, policies: readonly string[]) {
  const rows = rowsOf(results.fragmentation, scenario);
  return policies.flatMap((policy) => {
    const lost = meanOf(
      rows.filter((row) => row.policy === policy).map((row) => row.bytes_lost_to_alignment),
    );
    const coverage = meanOf(coverageOf(results, scenario, policy));
    return lost === null || coverage === null
      ? []
      : [{ policy, lost: Math.round(lost), coverage: rounded(coverage) }];
  });
}

function coverageOf(results: ResultRows, scenario: string, policy: string) {
  return rowsOf(results.coverage, scenario)
    .filter((row) => row.policy === policy)
    .map((row) => row.coverage_2m_or_more);
}
