import { DISKS } from './disks.ts';
import type { Fault } from './fault.ts';
import { INSIDE } from './inside.ts';
import { STOPPED_RUNS } from './stopped-runs.ts';

/** Every fault that is tried, in the order of docs/reliability.md. */
export const FAULTS: readonly Fault[] = [...STOPPED_RUNS, ...DISKS, ...INSIDE];
