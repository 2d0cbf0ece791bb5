/** Shorter words are near to too many others. */
const LEAST_LETTERS = 4;

/**
 * Whether a word can only be a misspelling of a name that is near: it has the same digits (`bar1` is another thing than
 * `bar0`), and enough letters to be told from other words, or the same letters in another order.
 */
export function isMisspelling(word: string, name: string): boolean {
  if (word.replace(/\D/g, '') !== name.replace(/\D/g, '')) return false;
  return word.length >= LEAST_LETTERS || sorted(word) === sorted(name);
}

function sorted(word: string): string {
  return [...word.toLowerCase()].sort().join('');
}
