import { answers } from './answers.ts';
import { bound } from './bound.ts';
import { exactSlots } from './exact-slots.ts';
import type { Invariant } from './invariant.ts';
import { leafCounts } from './leaf-counts.ts';
import { meaning } from './meaning.ts';

/** Everything that must never be. */
export const INVARIANTS: readonly Invariant[] = [answers, bound, exactSlots, leafCounts, meaning];
