import type { Span } from '../checked-scenario.ts';
import type { SeedsNode } from '../statement-ast.ts';
import type { Scope } from './calculate.ts';
import { type ListRoom, rangeValues } from './sweeps.ts';

const LARGEST_SEED = 2 ** 32 - 1;

/** The seeds of a scenario: what it says, [1] where it draws and says nothing, none where nothing is drawn. */
export function seedsOf(
  nodes: readonly SeedsNode[],
  draws: boolean,
  scope: Scope & { readonly text: string; readonly room: ListRoom },
): number[] {
  const [node, ...more] = nodes;
  for (const { span } of more)
    scope.report('PL1011', span, { clause: 'seeds' }, [{ message: 'first here', span: node!.span }]);
  if (!node) return draws ? [1] : [];
  if (!draws) {
    scope.report('PL5007', node.span, {});
    return [];
  }
  const seeds = new Set<number>();
  for (const range of node.ranges) addSeeds(seeds, rangeValues(range, scope), scope);
  return [...seeds];
}

/** Adds the seeds of one range; what is wrong is told of the first. */
function addSeeds(
  seeds: Set<number>,
  values: readonly { readonly value: number; readonly span: Span }[],
  { report }: Scope,
): undefined {
  const [twice] = values.filter(({ value }) => seeds.has(value));
  if (twice) report('PL5004', twice.span, { value: twice.value });
  const [outside] = values.filter(({ value }) => !isSeed(value));
  if (outside)
    report('PL4018', outside.span, {
      setting: 'a seed',
      from: 0,
      to: LARGEST_SEED,
      value: outside.value,
      hint: 'seeds are whole numbers of 32 bits',
    });
  for (const { value } of values) if (isSeed(value)) seeds.add(value);
}

function isSeed(value: number): boolean {
  return value >= 0 && value <= LARGEST_SEED && Number.isInteger(value);
}
