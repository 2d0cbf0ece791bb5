import type { CellResult } from '../metrics/results.ts';
import { hasFigures } from './cells.ts';

/**
 * One sentence for every reason why cells of a scenario have no figures: `skipped: mastro, qemu-2026: no VFIO region`.
 * A policy that has figures elsewhere in the scenario says in how many cells it has none.
 */
export function notesOf(cells: readonly CellResult[]): readonly string[] {
  const reasons = new Map<string, Map<string, number>>();
  for (const cell of cells) {
    if (hasFigures(cell)) continue;
    const key = `${cell.status}\n${cell.message}`;
    const policies = reasons.get(key) ?? new Map<string, number>();
    policies.set(cell.policy, (policies.get(cell.policy) ?? 0) + 1);
    reasons.set(key, policies);
  }
  return [...reasons].map(([key, policies]) => {
    const [status = '', message = ''] = key.split('\n');
    const names = [...policies].map(([policy, count]) => policy + partly(cells, policy, count));
    return `${status}: ${names.join(', ')}${message === '' ? '' : `: ${message}`}`;
  });
}

function partly(cells: readonly CellResult[], policy: string, count: number): string {
  const all = cells.filter((cell) => cell.policy === policy).length;
  return count === all ? '' : ` (${count} of ${all} cells)`;
}
