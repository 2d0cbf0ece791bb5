/** What the program's exit code says. */
export const EXIT = {
  fine: 0,
  /** Mistakes in scenarios, failed expectations, violations, results that could not be written. */
  findings: 1,
  /** The command line asks for something that does not exist or must not be. */
  usage: 2,
  /** A defect of this program. */
  defect: 3,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
