import type { CheckedScenario, ScenarioPoint } from '../checked-scenario.ts';
import { type Diagnostic, type Report, reportInto } from '../diagnostic.ts';
import type { ScenarioNode } from '../statement-ast.ts';
import { countStatements, firstLoop } from './budget.ts';
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
import { type Axis, sweepAxes } from './sweeps.ts';

/** What a scenario is checked against. */
export interface ScenarioContext {
  readonly host: Host;
  readonly machines: Machines;
  readonly declared: Declared;
  readonly settled: SettledDevices;
  readonly text: string;
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
  const seeds = seedsOf(node.seeds, draws, { bindings: {}, report, text: context.text });
  reportStatementBudget(node, body, checked.points, context.host, report);
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
  let used = axes;
  if (count > limit) {
    report('PL5001', axes[0]!.span, { count, limit });
    used = axes.map(({ span, steps }) => ({ span, steps: steps.slice(0, 1) }));
  }
  return crossedPoints(used, node.lets, { bindings: {}, report }).map((point) => ({
    machine: name,
    ...point,
  }));
}

function machineOf(node: ScenarioNode, { machines }: ScenarioContext, report: Report): string {
  const swept = node.sweeps.some(({ kind }) => kind === 'machines');
  if (!node.machine) return DEFAULT_MACHINE;
  if (swept) report('PL5005', node.machine.span, { name: node.machine.text });
  if (!machines.has(node.machine.text)) reportUnknownMachine(node.machine, machines.keys(), report);
  return node.machine.text;
}

function reportStatementBudget(
  node: ScenarioNode,
  body: CheckedScenario['body'],
  points: readonly ScenarioPoint[],
  { budgets }: Host,
  report: Report,
): void {
  const counts = points.map(({ bindings }) => countStatements(body, bindings));
  const count = Math.max(0, ...counts);
  if (count <= budgets.statements) return;
  report('PL5002', firstLoop(node.body) ?? node.span, { count, limit: budgets.statements });
}
