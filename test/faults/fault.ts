import { rmSync } from 'node:fs';
import { undisturbed } from './run-folder.ts';

/** Something that goes wrong around the program. */
export interface Fault {
  readonly name: string;
  /** What the program promises, for the table of docs/reliability.md. */
  readonly promise: string;
  /** Tries of a short form and of a long one. */
  readonly tries: { readonly short: number; readonly long: number };
  /** Undefined where it can be tried here, else why not. */
  readonly unless?: () => string | undefined;
  /**
   * One try.
   * @param share - from 0 to 1: when, or how much; another one for every try.
   * @throws Error that says which promise was not kept.
   */
  attempt(share: number, keep: (folder: string) => string): Promise<void>;
}

/** What became of a fault's tries. */
export interface FaultOutcome {
  readonly tries: number;
  /** Why some failed. */
  readonly failures: readonly string[];
  /** Why it could not be tried. */
  readonly skipped?: string;
}

/** Tries a fault at moments (or amounts) that are spread evenly, each shifted a little by the seed. */
export async function tryFault(fault: Fault, tries: number, seed: number): Promise<FaultOutcome> {
  const skipped = fault.unless?.();
  if (skipped !== undefined) return { tries: 0, failures: [], skipped };
  await undisturbed();
  const failures: string[] = [];
  for (let index = 0; index < tries; index++) {
    const shift = ((seed * 7919 + index * 104_729) % 1000) / 1000;
    const share = (index + shift) / tries;
    const folders: string[] = [];
    const keep = (folder: string) => {
      folders.push(folder);
      return folder;
    };
    try {
      await fault.attempt(share, keep);
    } catch (error) {
      failures.push(`try ${index} at ${share.toFixed(3)}: ${error instanceof Error ? error.message : error}`);
    }
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
  return { tries, failures };
}
