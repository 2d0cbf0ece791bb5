/** How a placement or a whole cell ended; the words are the same in every file (design 5). */
export const STATUSES = [
  'placed',
  'fixed',
  'hint',
  'fallback',
  'failed',
  'skipped',
  'violation',
  'error',
  'timeout',
] as const;

/** One of them. */
export type Status = (typeof STATUSES)[number];

/** Whether a status is a defect of a policy or of the run (exit code 1), rather than an outcome. */
export function isTrouble(status: Status): boolean {
  return status === 'violation' || status === 'error' || status === 'timeout';
}

/** Whether a cell with this status ran to its end, so that its figures mean something. */
export function hasFigures(status: Status): boolean {
  return status !== 'skipped' && !isTrouble(status);
}
