import type { GroupSummary } from '../metrics/group-summary.ts';

/**
 * One sentence for every reason why cells of a scenario have no figures: `skipped: mastro, qemu-2026: no VFIO region`.
 * A policy that has figures elsewhere in the scenario says in how many cells it has none.
 */
export function notesOf(groups: readonly GroupSummary[]): readonly string[] {
  const reasons = new Map<string, Map<string, number>>();
  const all = new Map<string, number>();
  for (const group of groups) {
    all.set(group.policy, (all.get(group.policy) ?? 0) + group.cells);
    for (const { status, message, cells } of group.reasons) {
      const sentence = `${status}\n${message}`;
      const policies = reasons.get(sentence) ?? new Map<string, number>();
      policies.set(group.policy, (policies.get(group.policy) ?? 0) + cells);
      reasons.set(sentence, policies);
    }
  }
  return [...reasons].map(([sentence, policies]) => {
    const [status = '', message = ''] = sentence.split('\n');
    const names = [...policies].map(([policy, cells]) => {
      const of = all.get(policy)!;
      return cells === of ? policy : `${policy} (${cells} of ${of} cells)`;
    });
    return `${status}: ${names.join(', ')}${message === '' ? '' : `: ${message}`}`;
  });
}
