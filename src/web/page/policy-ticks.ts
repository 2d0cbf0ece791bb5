import { defaultPolicies } from '../../policies/registry.ts';
import { toldText } from '../../report/told.ts';
import { element } from './element.ts';

/** The policies that are ticked at first: today's kernel, one proposal for each leaf size, and the bound. */
export const FIRST_TICKS: readonly string[] = ['linux', 'pighin-thp', 'gunthorpe-start-pfn', 'ideal'];

/** A policy that can be ticked. */
export interface Tick {
  readonly label: string;
  readonly about: string;
}

/** All rows that a run has where nobody chose. */
export const TICKS: readonly Tick[] = defaultPolicies().map(({ label, definition, needs }) => ({
  label,
  about: `${definition.summary}. Is told: ${needs.length === 0 ? 'nothing' : `${toldText(needs)}, by ${definition.toldBy}`}. ${definition.source}`,
}));

/** Boxes to tick, with all and none. The baseline is always part of a run. */
export function policyTicks(
  ticks: readonly Tick[],
  ticked: ReadonlySet<string>,
  change: (ticked: ReadonlySet<string>) => void,
): HTMLElement[] {
  const boxes = ticks.map(({ label, about }) => {
    const box = element('input', {
      type: 'checkbox',
      checked: ticked.has(label),
      disabled: label === 'linux',
    });
    box.addEventListener('change', () => {
      const without = [...ticked].filter((one) => one !== label);
      change(new Set(box.checked ? [...without, label] : without));
    });
    return element('label', { title: about }, box, label);
  });
  const button = (text: string, labels: readonly string[]) => {
    const made = element('button', { type: 'button' }, text);
    made.addEventListener('click', () => change(new Set(labels)));
    return made;
  };
  return [
    ...boxes,
    button(
      'All',
      ticks.map(({ label }) => label),
    ),
    button('First', FIRST_TICKS),
  ];
}
