import type { Span } from '../checked-scenario.ts';
import type { SeedsNode } from '../statement-ast.ts';
import type { Scope } from './calculate.ts';
import { rangeValues } from './sweeps.ts';

const LARGEST_SEED = 2 ** 32 - 1;

/** The seeds of a scenario: what it says, [1] where it draws and says nothing, none where nothing is drawn. */
export function seedsOf(
  nodes: readonly SeedsNode[],
  draws: boolean,
  scope: Scope & { readonly text: string },
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
  for (const range of node.ranges)
    for (const { value, span } of rangeValues(range, scope)) addSeed(seeds, value, span, scope);
  return [...seeds];
}

function addSeed(seeds: Set<number>, value: number, span: Span, { report }: Scope): undefined {
  if (seeds.has(value)) return report('PL5004', span, { value });
  if (value < 0 || value > LARGEST_SEED || !Number.isInteger(value))
    return report('PL4018', span, {
      setting: 'a seed',
      from: 0,
      to: LARGEST_SEED,
      value,
      hint: 'seeds are whole numbers of 32 bits',
    });
  seeds.add(value);
}
