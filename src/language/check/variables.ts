import type { DeviceNode, ExtentNode, FileNode, SettingNode, TlbArrayNode } from '../ast.ts';
import type { Expression, Quantity } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { suggestion } from './nearest.ts';

/** Variables in sight, each with a mark that it is used. */
export type VariableScope = ReadonlyMap<string, { used: boolean }>;

/** Reports variables that are not in sight and marks those that are as used. */
export function checkVariables(
  expressions: readonly Expression[],
  scope: VariableScope,
  report: Report,
): void {
  for (const expression of expressions) checkExpression(expression, scope, report);
}

function checkExpression(expression: Expression, scope: VariableScope, report: Report): void {
  if (expression.kind === 'binary') {
    checkExpression(expression.left, scope, report);
    checkExpression(expression.right, scope, report);
  }
  if (expression.kind !== 'variable') return;
  const known = scope.get(expression.name);
  if (known) {
    known.used = true;
    return;
  }
  const hint = suggestion(
    expression.name,
    [...scope.keys()],
    'variables come from sweep, let and repeat … as, inside a scenario',
  );
  report('PL2005', expression.span, { name: `$${expression.name}`, hint });
}

/** The expressions of a quantity: itself, or a draw's parameters. */
export function expressionsOfQuantity(quantity: Quantity | undefined): readonly Expression[] {
  if (!quantity) return [];
  return quantity.kind === 'draw' ? quantity.parameters : [quantity];
}

/** The expressions of a block's settings. */
export function expressionsOfSettings(settings: readonly SettingNode[]): Expression[] {
  return settings.flatMap((setting) => {
    if (setting.kind === 'tlb')
      return [...expressionsOfSettings(setting.settings), ...expressionsOfArrays(setting.arrays)];
    return setting.kind === 'number' ? [setting.value] : [];
  });
}

function expressionsOfArrays(arrays: readonly TlbArrayNode[]): Expression[] {
  return arrays.flatMap(({ sizes, entries, ways }) => [...sizes, entries, ...(ways ? [ways] : [])]);
}

/** Every expression of a device. */
export function expressionsOfDevice({ settings, tells, regions }: DeviceNode): Expression[] {
  const extents = (all: readonly ExtentNode[]) => all.flatMap(({ from, length }) => [from, length]);
  return [
    ...expressionsOfSettings(settings),
    ...tells.flatMap(({ value }) => (value ? [value] : [])),
    ...regions.flatMap((region) => [
      ...expressionsOfSettings(region.settings),
      ...extents(region.holes),
      ...extents(region.ranges),
    ]),
  ];
}

/** Every expression of a file. */
export function expressionsOfFile({ settings }: FileNode): Expression[] {
  return expressionsOfSettings(settings);
}
