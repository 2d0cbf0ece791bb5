import type { LoggedCall } from '../import/strace.ts';

/** No user address of any architecture, and the largest number of the language. */
export const HIGHEST = 2 ** 57;

/** Whether a scenario can have the call's numbers: of hints any, because the kernel passes one over that is too high. */
export function isSayable(call: LoggedCall, answer: number): boolean {
  const isHint = call.call === 'mmap' && !call.flags.some((flag) => flag.startsWith('MAP_FIXED'));
  return [
    answer,
    ...Object.entries(call).map(([name, value]) => (isHint && name === 'at' ? 0 : value)),
  ].every((value) => typeof value !== 'number' || Math.abs(value) <= HIGHEST);
}
