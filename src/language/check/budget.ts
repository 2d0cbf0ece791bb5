import type { CheckedScenario, Occupancy, ScenarioPoint, Span, Statement } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import type { StatementNode } from '../statement-ast.ts';
import { boundsOf, exactly, middleOf, type VariableBounds } from './bounds.ts';
import type { Host } from './host.ts';
import type { Machines } from './machines.ts';
import { countTouches, type TouchCount } from './touch-count.ts';

/** Stands in where a machine is unknown. */
const SMALLEST_PAGE = 4096;

/** The point that statements are counted at. */
export type CountedPoint = Pick<ScenarioPoint, 'bindings' | 'devices'>;

/**
 * How many statements a body runs at most: loops multiply, a choice counts its longest arm, `mmap areas` each area.
 * Where an inner loop counts by an outer variable, its largest count stands for all. A round without a statement counts
 * as one, because it takes its time.
 */
export function countStatements(body: readonly Statement[], point: CountedPoint): number {
  return countAll(body, exactly(point.bindings), point);
}

function countAll(body: readonly Statement[], variables: VariableBounds, point: CountedPoint): number {
  return body.reduce((sum, statement) => sum + countOne(statement, variables, point), 0);
}

function countOne(statement: Statement, variables: VariableBounds, point: CountedPoint): number {
  if (statement.kind === 'choose')
    return Math.max(0, ...statement.arms.map((arm) => countAll(arm.body, variables, point)));
  if (statement.kind === 'mmap' && statement.areas) return countAreas(statement, point);
  if (statement.kind !== 'repeat') return 1;
  const times = Math.max(0, boundsOf(statement.count, variables)?.[1] ?? 0);
  if (times === 0) return 0;
  return times * Math.max(1, countAll(statement.body, inside(statement, times, variables), point));
}

function inside(
  { variable }: Statement & { kind: 'repeat' },
  times: number,
  variables: VariableBounds,
): VariableBounds {
  return variable === undefined ? variables : new Map([...variables, [variable, [0, times - 1]] as const]);
}

function countAreas({ source }: Statement & { kind: 'mmap' }, { devices }: CountedPoint): number {
  if (source.kind !== 'device') return 1;
  const device = devices.find(({ name }) => name === source.device);
  return 1 + (device?.regions.find(({ name }) => name === source.region)?.holes.length ?? 0);
}

/** About how many regions are scattered; those of a share of a range by the middle of their sizes. */
export function countScattered(
  occupancy: readonly Occupancy[],
  { bindings }: Pick<ScenarioPoint, 'bindings'>,
  pageBytes: number,
): number {
  const variables = exactly(bindings);
  const most = (what: Parameters<typeof boundsOf>[0]) => boundsOf(what, variables)?.[1] ?? 0;
  return occupancy.reduce((sum, item) => {
    if (item.kind !== 'scatter') return sum;
    if (item.count) return sum + most(item.count);
    const room = Math.max(0, most(item.to) - most(item.from));
    const size = Math.max(pageBytes, middleOf(item.size, variables));
    return sum + Math.ceil((room * (item.percent ? most(item.percent) : 0)) / 100 / size);
  }, 0);
}

/** What of a scenario the budgets count, as it was written and as it was lowered. */
export interface Budgeted {
  readonly span: Span;
  /** As written: where too large a count is shown. */
  readonly nodes: readonly StatementNode[];
  readonly body: CheckedScenario['body'];
  readonly occupancy: CheckedScenario['occupancy'];
}

/** Reports what asks for more work than the budgets allow in one cell, at the point that asks for most. */
export function reportBudgets(
  { span, nodes, body, occupancy }: Budgeted,
  points: readonly ScenarioPoint[],
  { machines, host: { budgets } }: { readonly machines: Machines; readonly host: Host },
  report: Report,
): void {
  const pageOf = ({ machineName }: ScenarioPoint) =>
    machines.get(machineName)?.machine.pageBytes ?? SMALLEST_PAGE;
  const most = (count: (point: ScenarioPoint) => number) => Math.max(0, ...points.map(count));
  const statements = most((point) => countStatements(body, point));
  if (statements > budgets.statements) {
    const loop = nodes.find(({ kind }) => kind === 'repeat')?.span ?? span;
    report('PL5002', loop, { count: statements, limit: budgets.statements });
  }
  const scattered = most((point) => countScattered(occupancy, point, pageOf(point)));
  if (scattered > budgets.statements) {
    const first = occupancy.find(({ kind }) => kind === 'scatter')?.span ?? span;
    report('PL5010', first, { count: scattered, limit: budgets.statements });
  }
  const touches = points
    .map((point) => countTouches(body, point, pageOf(point)))
    .reduce<TouchCount | undefined>(
      (largest, one) => ((one?.count ?? 0) > (largest?.count ?? 0) ? one : largest),
      undefined,
    );
  if (touches && touches.count > budgets.touches)
    report('PL5011', touches.place, { count: touches.count, limit: budgets.touches });
}
