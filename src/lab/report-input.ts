import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { explainMapping } from '../metrics/explain-mapping.ts';
import type { CellPlan } from '../metrics/run-cell.ts';
import { type ChosenPolicy, withOptions } from '../policies/chosen-policy.ts';
import { textOfField } from '../report/csv-field.ts';
import { figuresOfResults } from '../report/figures/all-figures.ts';
import { PRESETS } from '../report/figures/preset.ts';
import { replayedFigures } from '../report/figures/replayed-figures.ts';
import type { ReplayedScenario, ReportInput } from '../report/html/input.ts';
import { mapOfPolicies } from '../report/map/draw-map.ts';
import { focusOf } from '../report/map/words.ts';
import { drawFigures } from './draw-figures.ts';
import { readResults } from './read-results.ts';
import { replayable } from './replay-results.ts';

/** A program of more calls is drawn, but not traced: recording every search of it takes minutes. */
const MOST_TRACED_CALLS = 500;

/** Tables that other commands put beside the results. */
const MORE_TABLES = ['statistics.csv'];

/** Gathers what a report shows: reads the folder, replays what can be replayed, draws the figures. */
export async function reportInput(dir: string, shown: string, cwd: string): Promise<ReportInput> {
  const results = readResults(dir, shown);
  const { manifest } = results;
  const again = replayable(manifest, cwd);
  const preset = PRESETS['two-columns'];
  const figures = [
    ...figuresOfResults(results, preset),
    ...replayedFigures(results, again.plan, again.policies, preset),
  ];
  const svgs = await drawFigures(figures);
  const replayed = new Map<string, ReplayedScenario>();
  for (const { name } of manifest.scenarios) {
    const plan = again.plan(name);
    if (plan !== undefined) replayed.set(name, replayedScenario(plan, again.policies, again.comment(name)));
  }
  return {
    results,
    tool: `${manifest.tool.name} ${manifest.tool.version}`,
    settled: manifest.policies,
    needs: new Map(again.policies.map(({ label, needs }) => [label, needs])),
    inputs: manifest.inputs,
    outputs: manifest.outputs,
    figures: figures.map((figure, i) => ({ ...figure, svg: svgs[i]! })),
    replayed,
    notes: again.missing.map((why) => `Without maps and traces: ${why}.`),
    tables: new Map(MORE_TABLES.flatMap((name) => tableIn(dir, name))),
  };
}

function replayedScenario(
  plan: CellPlan,
  policies: readonly ChosenPolicy[],
  comment: string,
): ReplayedScenario {
  const map = mapOfPolicies(plan, policies);
  const mapping =
    map.snapshots.map((one) => focusOf(one, undefined)?.name).find((name) => name !== undefined) ?? '';
  const traced = plan.program.operations.length <= MOST_TRACED_CALLS && mapping !== '';
  const explanations = traced
    ? policies.flatMap((policy) => {
        const { definition } = policy;
        if (definition.bound || definition.skips?.(plan.machine, policy.options) !== undefined) return [];
        const chosen = withOptions(policy, plan.point.policyOptions[definition.id]);
        return explainMapping(plan, chosen, mapping) ?? [];
      })
    : [];
  return {
    comment,
    map: map.snapshots.some(({ mappings }) => mappings.length > 0) ? map : undefined,
    mapping,
    explanations,
  };
}

function tableIn(dir: string, name: string): [string, string[][]][] {
  const place = path.join(dir, name);
  if (!existsSync(place)) return [];
  const records: string[][] = parse(readFileSync(place), { relax_column_count: true });
  const [head = [], ...rows] = records.map((record) => record.map(textOfField));
  const seeds = head.indexOf('n');
  // Where nothing is drawn, the scenario's own table has the figure: there is nothing to estimate.
  return [[name, [head, ...rows.filter((row) => seeds < 0 || Number(row[seeds]) > 1)]]];
}
