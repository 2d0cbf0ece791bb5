/** How a placement or a whole cell ended; the words are the same in every file (design 5). */
export type Status =
  | 'placed'
  | 'fixed'
  | 'hint'
  | 'fallback'
  | 'failed'
  | 'skipped'
  | 'violation'
  | 'error'
  | 'timeout';
