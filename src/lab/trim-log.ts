/** A log from its last program on. */
export interface TrimmedLog {
  readonly text: string;
  /** Programs that the process executed before the last one: shells, wrappers. */
  readonly before: number;
  /** Execs of the process that failed after the one that began the last program; undefined where none began one. */
  readonly failedAfter: number | undefined;
  /** The process. */
  readonly pid: string;
}

const EXEC = /^(\d+) +(?:execve(?:at)?\(|<\.\.\. execve(?:at)? resumed>)/;

/**
 * Cuts an strace -f log down to the last program that its first process executed: with the snapshot from right after
 * that exec it makes a recording. Processes that earlier programs started are left out.
 */
export function trimLog(log: string): TrimmedLog {
  const lines = log.split('\n');
  const pid = /^(\d+) /.exec(lines[0] ?? '')?.[1] ?? '';
  let execs = 0;
  let last = { line: -1, index: -1, before: -1 };
  lines.forEach((line, i) => {
    if (EXEC.exec(line)?.[1] !== pid || line.endsWith('<unfinished ...>')) return;
    if (/\) += 0\b/.test(line)) last = { line: i, index: execs, before: last.before + 1 };
    execs++;
  });
  const earlier = new Set(lines.slice(0, Math.max(0, last.line)).map((line) => /^(\d+) /.exec(line)?.[1]));
  earlier.delete(pid);
  const first = lines[last.line]?.includes('resumed>') ? last.line + 1 : Math.max(0, last.line);
  const kept = lines.slice(first).filter((line) => !earlier.has(/^(\d+) /.exec(line)?.[1]));
  const failedAfter = last.index < 0 ? undefined : execs - 1 - last.index;
  return { text: kept.join('\n'), before: Math.max(0, last.before), failedAfter, pid };
}
