import { congruent, sizeText } from '../machine/bytes.ts';
import type { PolicyRun } from '../policies/policy-run.ts';
import { Cell } from './cell.ts';
import type { CellOutcome } from './outcome.ts';
import { outcomeOf } from './outcome-of.ts';
import type { Uncarried, WhatIfProgram } from './what-if-program.ts';

/** A recorded program under a policy. */
export interface WhatIfOutcome {
  readonly cell: CellOutcome;
  /** Calls that could not be carried over to where this policy put their mappings. */
  readonly uncarried: readonly Uncarried[];
}

/** Replays a recorded program under a policy: its calls follow their mappings. */
export function replayWhatIf(program: WhatIfProgram, run: PolicyRun): WhatIfOutcome {
  const { point, occupied, startBrkBytes } = program;
  const cell = new Cell({ point, program: { occupied, operations: [], touches: [], rndPages: 0 }, run });
  const page = run.machine.pageBytes;
  if (!occupied.some(({ what }) => what === 'heap')) {
    cell.mm.startBrk = startBrkBytes / page;
    cell.mm.brk = cell.mm.startBrk;
  }
  const uncarried: Uncarried[] = [...program.uncarried];
  for (const { line, operation, trim } of program.steps) {
    const base = trim && cell.mappings[trim.slot]?.base;
    if (trim && base !== undefined && !congruent(base * page, trim.baseBytes, trim.alignBytes)) {
      const reason = `a trim to ${sizeText(trim.alignBytes)} after an over-reservation, computed from the address`;
      uncarried.push({ line, reason });
    } else cell.run(operation);
  }
  cell.finish();
  return { cell: outcomeOf(cell), uncarried };
}
