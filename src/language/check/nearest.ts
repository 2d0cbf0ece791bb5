/**
 * The candidate that a misspelt word most likely stands for: at most a third of its letters (at least one) wrong.
 * Swapped neighbours count as one mistake.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean 'x'?`, or the whole list of what is known, or `otherwise` when nothing is. */
export function suggestion(word: string, candidates: readonly string[], otherwise: string): string {
  const close = nearest(word, candidates);
  if (close !== undefined) return `did you mean '${close}'?`;
  if (candidates.length === 0) return otherwise;
  return `known: ${listed(candidates)}`;
}

const SHOWN = 20;

/** A list for a reader, cut off when long. */
export function listed(words: readonly string[]): string {
  const shown = words.slice(0, SHOWN).join(', ');
  return words.length > SHOWN ? `${shown}, … (${words.length} in all)` : shown;
}

/** Optimal string alignment distance: insertions, deletions, replacements, swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : replaced;
      row[j] = Math.min(row[j - 1]! + 1, last[j]! + 1, replaced, swapped);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
