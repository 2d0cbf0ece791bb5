import { FILE_SCENARIOS } from '../budgets.ts';
import type { CheckedScenario } from '../checked-scenario.ts';
import { type Diagnostic, type Report, reportInto } from '../diagnostic.ts';
import type { ScenarioNode } from '../statement-ast.ts';
import { reportBudgets } from './budget.ts';
import { checkChoices } from './choose.ts';
import { concernedNames } from './concerned.ts';
import { type Declared, declare, reportUnused } from './declared.ts';
import { drawsAnything } from './draws-anything.ts';
import { checkExpectations } from './expectations.ts';
import { checkHeadline } from './headline.ts';
import type { Host } from './host.ts';
import { lowerAll } from './lower.ts';
import { DEFAULT_MACHINE, type Machines, reportUnknownMachine } from './machines.ts';
import { snapshotRanges } from './maps-files.ts';
import { lowerOccupancy } from './occupancy.ts';
import { checkPoints } from './point.ts';
import { countPoints, crossedPoints } from './points.ts';
import { checkScenarioNames } from './scenario-names.ts';
import { seedsOf } from './seeds.ts';
import type { SettledDevices } from './settled-devices.ts';
import { type Axis, type ListRoom, sweepAxes } from './sweeps.ts';

/** What a scenario is checked against. */
export interface ScenarioContext {
  readonly host: Host;
  readonly machines: Machines;
  readonly declared: Declared;
  readonly settled: SettledDevices;
  readonly text: string;
  /** Points of the file's scenarios so far, and values in their lists. */
  readonly pointsSoFar: { count: number };
  readonly room: ListRoom;
  /** Whether the file's form is right; if not, remarks about what is unused would mislead. */
  readonly wellFormed: boolean;
}

/** Checks one scenario. `undefined` (beside the diagnostics): it has mistakes. */
export function checkScenario(
  node: ScenarioNode,
  context: ScenarioContext,
  diagnostics: Diagnostic[],
): CheckedScenario | undefined {
  const own: Diagnostic[] = [];
  const report = reportInto(own);
  const scenario = settle(node, context, own, report);
  for (const one of own) diagnostics.push(one);
  return own.some(({ severity }) => severity === 'error') ? undefined : scenario;
}

function settle(
  node: ScenarioNode,
  context: ScenarioContext,
  own: Diagnostic[],
  report: Report,
): CheckedScenario | undefined {
  const declared = declare(node, context.declared, report);
  const axes = sweepAxes(node.sweeps, {
    host: context.host,
    machines: context.machines,
    text: context.text,
    room: context.room,
    bindings: {},
    report,
  });
  const { mappings, variables } = checkScenarioNames(node, declared, context.wellFormed, report);
  if (context.wellFormed && declared !== context.declared)
    reportUnused(local(declared, context.declared), node.span.file, report);
  checkChoices(node.body, report);
  const body = lowerAll(node.body, report);
  const occupancy = lowerOccupancy(node.occupancy, report);
  const expectations = checkExpectations(node.expectations, {
    host: context.host,
    mappings,
    variables,
    report,
  });
  const headline = checkHeadline(node.headlines, context.host, report);
  const concerned = concernedNames(node, body);
  const points = pointsOf(node, axes, context, report);
  const checked = checkPoints(
    points,
    {
      machines: context.machines,
      settled: context.settled,
      declared,
      concerned,
      body,
      occupancy,
      snapshots: snapshotRanges(occupancy, context.host),
      expectations,
      areaUses: mappings.areaUses,
    },
    own,
  );
  const draws = drawsAnything(body, occupancy, checked.machines);
  const seeds = seedsOf(node.seeds, draws, {
    ...{ bindings: {}, report, text: context.text },
    room: context.room,
  });
  reportBudgets({ span: node.span, nodes: node.body, body, occupancy }, checked.points, context, report);
  if (checked.points.length < points.length || points.length === 0) return undefined;
  const { file } = node.span;
  const { comment } = node;
  return {
    file,
    name: node.name.text,
    span: node.span,
    comment,
    points: checked.points,
    seeds,
    occupancy,
    body,
    expectations,
    ...(headline !== undefined && { headline }),
  };
}

/** The declarations of the scenario itself. */
function local(inner: Declared, outer: Declared): Declared {
  return {
    ...inner,
    devices: new Map([...inner.devices].filter(([name]) => !outer.devices.has(name))),
    files: new Map([...inner.files].filter(([name]) => !outer.files.has(name))),
  };
}

/** The sweep's points with a machine each; only the first where there are too many. */
function pointsOf(node: ScenarioNode, axes: readonly Axis[], context: ScenarioContext, report: Report) {
  const count = countPoints(axes);
  const limit = context.host.budgets.points;
  const name = machineOf(node, context, report);
  let used: readonly Axis[] = axes;
  if (count > limit) {
    report('PL5001', axes[0]!.span, { where: '', count, limit, needed: count });
    used = firstSteps(axes);
  }
  used = withinFile(node, used, context, report);
  return crossedPoints(used, node.lets, { bindings: {}, report }).map((point) => ({
    machine: name,
    ...point,
  }));
}

/** The axes; only their first steps where the file has too many points before and with them, which is told once. */
function withinFile(
  { span }: ScenarioNode,
  axes: readonly Axis[],
  { host, pointsSoFar }: ScenarioContext,
  report: Report,
): readonly Axis[] {
  const limit = host.budgets.points * FILE_SCENARIOS;
  const before = pointsSoFar.count;
  const count = before + countPoints(axes);
  pointsSoFar.count = count;
  if (count <= limit) return axes;
  const needed = Math.ceil(count / FILE_SCENARIOS);
  if (before <= limit)
    report('PL5001', axes[0]?.span ?? span, { where: ' of this file up to here', count, limit, needed });
  return firstSteps(axes);
}

function firstSteps(axes: readonly Axis[]): readonly Axis[] {
  return axes.map(({ span, steps }) => ({ span, steps: steps.slice(0, 1) }));
}

function machineOf(node: ScenarioNode, { machines }: ScenarioContext, report: Report): string {
  const swept = node.sweeps.some(({ kind }) => kind === 'machines');
  if (!node.machine) return DEFAULT_MACHINE;
  if (swept) report('PL5005', node.machine.span, { name: node.machine.text });
  if (!machines.has(node.machine.text)) reportUnknownMachine(node.machine, machines.keys(), report);
  return node.machine.text;
}
