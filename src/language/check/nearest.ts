/**
 * The candidate that a misspelt word most likely stands for: at most a third of its letters (at least one) wrong.
 * Swapped neighbours count as one mistake.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  return allNearest(word, candidates)[0];
}

/** All candidates that are as near as the nearest one. */
function allNearest(word: string, candidates: Iterable<string>): string[] {
  let best: string[] = [];
  let bestDistance = Math.max(1, Math.floor(word.length / 3));
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance > bestDistance) continue;
    if (distance < bestDistance) best = [];
    if (!best.includes(candidate)) best.push(candidate);
    bestDistance = distance;
  }
  return best;
}

/** Candidates that a question offers at most. */
const OFFERED = 3;

/** `did you mean 'x'?`, or `'x' or 'y'` where several are as near; undefined where nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const close = allNearest(word, candidates)
    .slice(0, OFFERED)
    .map((one) => `'${one}'`);
  const last = close.pop();
  if (last === undefined) return undefined;
  return `did you mean ${close.length > 0 ? `${close.join(', ')} or ` : ''}${last}?`;
}

/** `did you mean 'x'?`, or the whole list of what is known, or `otherwise` when nothing is. */
export function suggestion(word: string, candidates: readonly string[], otherwise: string): string {
  const question = didYouMean(word, candidates);
  if (question !== undefined) return question;
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
