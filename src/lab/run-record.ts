import os from 'node:os';
import { checkedOutCommit } from './git-commit.ts';

/** What belongs to one run only; never hashed, never compared. */
export interface RunRecord {
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly seconds: number;
  readonly node: string;
  readonly machine: {
    readonly system: string;
    readonly arch: string;
    readonly processor: string;
    readonly processors: number;
  };
  /** Commit of the folder it ran in; `null` outside git. */
  readonly commit: string | null;
  readonly argv: readonly string[];
}

/** Describes the run that is ending now. */
export function runRecord(started: Date, cwd: string, argv: readonly string[]): RunRecord {
  const processors = os.cpus();
  return {
    started: started.toISOString(),
    seconds: (Date.now() - started.getTime()) / 1000,
    node: process.version,
    machine: {
      system: `${os.type()} ${os.release()}`,
      arch: os.arch(),
      processor: processors[0]?.model ?? '',
      processors: processors.length,
    },
    commit: checkedOutCommit(cwd),
    argv,
  };
}
