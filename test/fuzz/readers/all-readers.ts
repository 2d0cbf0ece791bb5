import type { FuzzReader } from '../fuzz-reader.ts';
import { IMPORTERS } from './importers.ts';
import { LINK } from './link.ts';
import { PACKED } from './packed.ts';
import { ANSWERS } from './policy-answers.ts';
import { SCENARIO } from './scenario.ts';
import { LOG_READERS } from './strace.ts';
import { OWN_FILES } from './written-by-us.ts';

/** Every reader under test, in the order of docs/reliability.md. */
export const READERS: readonly FuzzReader[] = [
  SCENARIO,
  ...IMPORTERS,
  ...LOG_READERS,
  PACKED,
  ...OWN_FILES,
  ...ANSWERS,
  LINK,
];
