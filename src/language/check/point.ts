import type { MapsRegion } from '../../import/maps.ts';
import type { Machine } from '../../machine/machine.ts';
import type { Word } from '../ast.ts';
import type { Expectation, Occupancy, ScenarioPoint, Statement } from '../checked-scenario.ts';
import type { Diagnostic, Report } from '../diagnostic.ts';
import { checkAreaUses } from './areas.ts';
import { calculate } from './calculate.ts';
import type { Declared } from './declared.ts';
import { checkFile } from './files.ts';
import type { KnownMachine, Machines } from './machines.ts';
import { checkOccupancyValues } from './occupancy.ts';
import { pointReports } from './point-report.ts';
import type { PointScope } from './point-scope.ts';
import type { SweepPoint } from './points.ts';
import { type SettledDevices, settledDevice } from './settled-devices.ts';
import { checkStatementValues } from './statement-values.ts';

/** A scenario with its names settled, whose values remain to be checked at each point. */
export interface PointContext {
  readonly machines: Machines;
  readonly declared: Declared;
  readonly settled: SettledDevices;
  /** Names of devices and files that this scenario maps or declares: the others may be unfit for its machine. */
  readonly concerned: ReadonlySet<string>;
  readonly body: readonly Statement[];
  readonly occupancy: readonly Occupancy[];
  /** Regions of the snapshots among them, by path. */
  readonly snapshots: ReadonlyMap<string, readonly MapsRegion[]>;
  readonly expectations: readonly Expectation[];
  /** Uses of single areas of a mapping. */
  readonly areaUses: readonly Word[];
}

/** The settled points and the machines that they stand on. */
export interface CheckedPoints {
  readonly points: ScenarioPoint[];
  readonly machines: Machine[];
}

/** Settles every point and checks all values at it; points with a wrong machine or device are left out. */
export function checkPoints(
  points: readonly (SweepPoint & { readonly machine: string })[],
  context: PointContext,
  diagnostics: Diagnostic[],
): CheckedPoints {
  const reports = pointReports();
  const checked: CheckedPoints = { points: [], machines: [] };
  for (const point of points) {
    const known = context.machines.get(point.machine);
    if (!known) continue;
    checked.machines.push(known.machine);
    const settled = checkPoint(point, known, context, reports.at(point.label));
    if (settled && !known.wrong) checked.points.push(settled);
  }
  for (const one of reports.collected(checked.machines.length)) diagnostics.push(one);
  return checked;
}

function checkPoint(
  point: SweepPoint,
  { name, settings, machine }: KnownMachine,
  context: PointContext,
  report: Report,
): ScenarioPoint | undefined {
  const values = { bindings: point.bindings, report };
  const { declared, settled, concerned, body, occupancy, expectations, areaUses } = context;
  const muted = { bindings: point.bindings, report: () => undefined };
  const scopeOf = ({ name: { text } }: { readonly name: Word }) => (concerned.has(text) ? values : muted);
  const devices = [...declared.devices.values()].map((one) => settledDevice(one, scopeOf(one.node), settled));
  const files = [...declared.files.values()].map(({ node }) => checkFile(node, machine, scopeOf(node)));
  const scope: PointScope = {
    bindings: point.bindings,
    report,
    machine,
    machineName: name,
    devices: byName(devices),
    files: byName(files),
  };
  checkOccupancyValues(occupancy, scope, context.snapshots);
  checkStatementValues(body, scope);
  checkAreaUses(areaUses, body, scope);
  for (const { value } of expectations) if (value.kind !== 'word') calculate(value, scope);
  for (const name of concerned) if (!scope.devices.has(name) && !scope.files.has(name)) return undefined;
  return {
    label: point.label,
    bindings: point.bindings,
    machineName: name,
    machine: settings,
    devices: [...scope.devices.values()],
    files: [...scope.files.values()],
    policyOptions: point.policyOptions,
  };
}

function byName<T extends { readonly name: string }>(all: readonly (T | undefined)[]): Map<string, T> {
  const named = new Map<string, T>();
  for (const one of all) if (one) named.set(one.name, one);
  return named;
}
