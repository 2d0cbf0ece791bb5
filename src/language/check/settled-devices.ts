import type { DeviceNode } from '../ast.ts';
import type { CheckedDevice } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { variablesOf } from '../evaluate.ts';
import type { Scope } from './calculate.ts';
import { checkDevice } from './devices.ts';
import { expressionsOfDevice } from './variables.ts';

/** Devices that are the same at every sweep point and gave nothing to report: they are settled once for a file. */
export type SettledDevices = Map<DeviceNode, CheckedDevice>;

/** Settles a device for one sweep point, or takes it as it was settled before. */
export function settledDevice(
  { node }: { readonly node: DeviceNode },
  scope: Scope,
  settled: SettledDevices,
): CheckedDevice | undefined {
  const known = settled.get(node);
  if (known) return known;
  let reported = false;
  const report: Report = (...diagnostic) => {
    reported = true;
    return scope.report(...diagnostic);
  };
  const device = checkDevice(node, { ...scope, report });
  if (device && !reported && isConstant(node)) settled.set(node, device);
  return device;
}

function isConstant(node: DeviceNode): boolean {
  return expressionsOfDevice(node).every((expression) => variablesOf(expression).length === 0);
}
