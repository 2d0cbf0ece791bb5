import type { Case } from './case.ts';
import { MACHINE_CASES } from './machines.ts';
import { NAME_CASES } from './names.ts';
import { FILE_CASES, SWEEP_CASES } from './sweeps.ts';
import { SYNTAX_CASES } from './syntax.ts';
import { VALUE_CASES } from './values.ts';

/** One case or more for every code of the catalogue. */
export const ALL_CASES: readonly Case[] = [
  ...SYNTAX_CASES,
  ...NAME_CASES,
  ...VALUE_CASES,
  ...MACHINE_CASES,
  ...SWEEP_CASES,
  ...FILE_CASES,
];
