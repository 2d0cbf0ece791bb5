import type { MachineSettings } from '../machine/settings.ts';
import type { GivenSource, Situation } from './situation.ts';
import type { Given } from './situation-text.ts';

/** Where a hunt stays: what a file declares, and the situations that it begins from. Plain data. */
export interface Family {
  readonly given: Given;
  /** Machines that its scenarios run on, to choose among. */
  readonly machines: readonly { readonly name: string; readonly settings: MachineSettings }[];
  /** Devices' regions and files that it declares. */
  readonly sources: readonly GivenSource[];
  /** Its scenarios: what the hunt changes. */
  readonly seeds: readonly Situation[];
}

/** No family: the hunt may go anywhere. */
export const NO_FAMILY: Family = { given: new Map(), machines: [], sources: [], seeds: [] };
