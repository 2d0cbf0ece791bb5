import { reserved, soft } from './keyword.ts';

/** Words that begin an item of a scenario, and the words inside sweeps, seeds and occupancy. */
export const Sweep = reserved('sweep');
export const In = reserved('in');
export const OptionWord = reserved('option');
export const Let = reserved('let');
export const Seeds = reserved('seeds');
export const Occupancy = reserved('occupancy');
export const Maps = soft('maps');
export const Scatter = soft('scatter');
export const Fill = soft('fill');
export const Between = reserved('between');
export const And = reserved('and');
export const Stream = reserved('stream');
export const Headline = reserved('headline');
export const Expect = reserved('expect');
export const For = reserved('for');

export const SCENARIO_TOKENS = [
  Sweep,
  In,
  OptionWord,
  Let,
  Seeds,
  Occupancy,
  Maps,
  Scatter,
  Fill,
  Between,
  And,
  Stream,
  Headline,
  Expect,
  For,
];
