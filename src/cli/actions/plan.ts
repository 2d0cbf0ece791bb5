import os from 'node:os';
import { LabError } from '../../lab/lab-error.ts';
import { namedCells } from '../../lab/run/cell-name.ts';
import { type Forecast, forecast, measuredStep } from '../../lab/run/forecast.ts';
import { cellCount, type RunPlan } from '../../lab/run/plan.ts';
import { visibleLine } from '../../language/render/visible.ts';
import { grouped, humanSize } from '../../report/human-text.ts';
import { plain, type ReportTable } from '../../report/report-table.ts';
import { textTable } from '../../report/text.ts';
import type { PlanArguments } from '../commands/plan.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Io, styleOf } from '../io.ts';
import { durationText } from '../progress.ts';
import { withPlan } from './with-plan.ts';

/** How long trials are run to measure what a step costs here. */
const MEASURING_MS = 1000;

/** Prints what a run would do; exit code 1 where it is larger than it may be. */
export async function plan(args: PlanArguments, io: Io): Promise<ExitCode> {
  const code = await withPlan(args, io, async (planned) => {
    if (args.list) {
      for (const { name, scenario, point, seed, policy } of namedCells(planned))
        io.out(
          `${[name, scenario, point, seed ?? '', policy].map((field) => visibleLine(String(field))).join('\t')}\n`,
        );
      return EXIT.fine;
    }
    const threads = args.workers ?? os.availableParallelism();
    const taken = forecast(planned, threads, await measuredStep(planned, MEASURING_MS));
    io.out(args.json ? `${JSON.stringify(taken, null, 2)}\n` : textOf(planned, taken, threads, args, io));
    return cellCount(planned) <= args['max-cells'] ? EXIT.fine : EXIT.findings;
  });
  return code ?? EXIT.findings;
}

function textOf(
  planned: RunPlan,
  { cells, trials, milliseconds, memoryBytes, diskBytes }: Forecast,
  threads: number,
  args: PlanArguments,
  io: Io,
): string {
  const most = args['max-cells'];
  const sum = `${grouped(cells)} cells: ${grouped(trials)} trials under ${planned.chosen.policies.length} policies`;
  const lines = [
    textTable(tableOf(planned), styleOf(io, args.color)),
    '',
    sum,
    `about ${durationText(milliseconds)} with ${threads < 2 ? 'one thread' : `${threads} threads`}, measured on a few of the trials`,
    `about ${humanSize(memoryBytes)} of memory and ${humanSize(diskBytes)} of disk`,
    ...(cells > most ? [`more than the ${grouped(most)} that run without --max-cells ${cells}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function tableOf({ loaded, chosen }: RunPlan): ReportTable {
  const column = (heading: string, align: 'left' | 'right') => ({ heading: [heading], align, priority: 0 });
  return {
    title: 'Plan',
    about: [],
    columns: [
      column('scenario', 'left'),
      ...['points', 'seeds', 'cells'].map((heading) => column(heading, 'right')),
    ],
    rows: loaded.scenarios.map(({ name, points, seeds }) => {
      const cells = points.length * Math.max(1, seeds.length) * chosen.policies.length;
      return [name, ...[points.length, seeds.length, cells].map(grouped)].map(plain);
    }),
    notes: [],
    overflow: 'drop',
  };
}

/** Refuses a plan with more cells than it may have. @throws LabError with its predicted time. */
export function refuseLargePlan(planned: RunPlan, mostCells: number): void {
  const cells = cellCount(planned);
  if (cells <= mostCells) return;
  const { milliseconds, diskBytes } = forecast(planned, 1);
  throw new LabError(
    'plan-too-large',
    `the plan has ${cells} cells: about ${durationText(milliseconds)} on one processor and ${humanSize(diskBytes)} of disk`,
    `if that is meant, say --max-cells ${cells}; 'policy-lab plan' tells what makes it so large`,
  );
}
