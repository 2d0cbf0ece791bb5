import { element } from './element.ts';

/** One entry of a choice: what it stands for, and how it reads. */
export interface Entry {
  readonly value: string;
  readonly text: string;
}

/** Fills a list to choose from, and chooses. The list is left alone where it has not changed, so that it stays open. */
export function fillChoice(list: HTMLSelectElement, entries: readonly Entry[], chosen: string): void {
  const same =
    list.options.length === entries.length &&
    entries.every(({ value, text }, i) => list.options[i]!.value === value && list.options[i]!.text === text);
  if (!same) list.replaceChildren(...entries.map(({ value, text }) => element('option', { value }, text)));
  list.value = chosen;
}

/** Entries that read as what they stand for. */
export function plainEntries(values: readonly string[]): readonly Entry[] {
  return values.map((value) => ({ value, text: value }));
}
