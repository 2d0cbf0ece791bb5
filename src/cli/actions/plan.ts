import { LabError } from '../../lab/lab-error.ts';
import { forecast } from '../../lab/run/forecast.ts';
import { cellCount, type RunPlan } from '../../lab/run/plan.ts';
import { humanSize } from '../../report/human-text.ts';
import { durationText } from '../progress.ts';

/** Refuses a plan with more cells than it may have. @throws LabError with its predicted time. */
export function refuseLargePlan(plan: RunPlan, mostCells: number): void {
  const cells = cellCount(plan);
  if (cells <= mostCells) return;
  const { milliseconds, diskBytes } = forecast(plan, 1);
  throw new LabError(
    'plan-too-large',
    `the plan has ${cells} cells: about ${durationText(milliseconds)} on one processor and ${humanSize(diskBytes)} of disk`,
    `if that is meant, say --max-cells ${cells}; 'policy-lab plan' tells what makes it so large`,
  );
}
