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
