import { congruent, residue } from '../machine/bytes.ts';
import { leavesAbovePage } from '../machine/machine.ts';
import { highestSlot } from '../mm/exact-slot.ts';
import type { Mm } from '../mm/mm.ts';
import type { MmapOperation } from '../plan/operation.ts';
import type { ChosenPolicy } from '../policies/chosen-policy.ts';
import { blockFits } from '../policies/leaf-fit.ts';
import { PolicyRun } from '../policies/policy-run.ts';
import { replayCell } from '../replay/cell.ts';
import { type ExplainedSearch, explainSearches } from '../replay/explain.ts';
import type { Extent } from '../replay/outcome.ts';
import { physicalPieces } from '../replay/source-facts.ts';
import { PopulatedRegions } from './faults.ts';
import { type MappingMeasures, measureMapping } from './measure-mapping.ts';
import { PageTables } from './page-tables.ts';
import type { CellPlan } from './run-cell.ts';

/** How an address and what lies behind it compare modulo one leaf size. Bytes. */
export interface Residue {
  readonly sizeBytes: number;
  readonly va: number;
  /** Of the physical address, or of the file offset. */
  readonly target: number;
  readonly congruent: boolean;
  /** Whether the source holds one whole block of this size. */
  readonly fits: boolean;
  /** The highest free address congruent for this size when the mapping was made; null where there was none. */
  readonly slot: number | null;
}

/** Why a policy put a mapping where it is. */
export interface MappingExplanation {
  readonly policy: ChosenPolicy;
  /** What the policy did wrong; empty otherwise. */
  readonly message: string;
  readonly measures: MappingMeasures;
  readonly searches: readonly ExplainedSearch[];
  /** Largest leaf first. */
  readonly residues: readonly Residue[];
  /** The VMAs that were there before it. */
  readonly neighbours: readonly Extent[];
}

/** Replays a cell and explains one named mapping; undefined where the scenario has none of that name. */
export function explainMapping(
  plan: CellPlan,
  policy: ChosenPolicy,
  name: string,
): MappingExplanation | undefined {
  const operation = plan.program.operations.findLast((one) => one.op === 'mmap' && one.name === name);
  if (operation?.op !== 'mmap') return undefined;
  const target = targetOf(plan, operation);
  const searches: ExplainedSearch[] = [];
  let neighbours: readonly Extent[] = [];
  let slots: readonly (number | null)[] = [];
  const observe = (slot: number, mm: Mm) => {
    if (slot !== operation.slot) return;
    searches.push(...explainSearches(mm));
    if (slots.length > 0) return;
    neighbours = mm.space.extents(mm.machine.pageBytes);
    slots = leavesAbovePage(plan.machine).map((size) => freeSlot(mm, operation.lengthBytes, size, target));
  };
  const outcome = replayCell({
    point: plan.point,
    program: plan.program,
    run: new PolicyRun(policy, plan.machine),
    observe,
  });
  const mapping = outcome.mappings.find((one) => one.name === name);
  if (!mapping) return undefined;
  const va = mapping.pieces[0]?.vaBytes;
  const residues = leavesAbovePage(plan.machine).map((sizeBytes, i) => ({
    sizeBytes,
    va: va === undefined ? 0 : residue(va, sizeBytes),
    target: residue(target, sizeBytes),
    congruent: va !== undefined && congruent(va, target, sizeBytes),
    fits: blockFits(target, operation.lengthBytes, sizeBytes),
    slot: slots[i] ?? null,
  }));
  const measures = measureMapping(
    plan.machine,
    mapping,
    new PopulatedRegions(),
    new PageTables(plan.machine),
  );
  return { policy, message: outcome.failure?.message ?? '', measures, searches, residues, neighbours };
}

/** What the mapping's first byte must be congruent to. Bytes. */
function targetOf({ point }: CellPlan, { source, offsetBytes }: MmapOperation): number {
  if (source.kind !== 'device') return source.kind === 'file' ? offsetBytes : 0;
  const region = point.devices[source.device]!.regions[source.region]!;
  return physicalPieces(region, offsetBytes, 1)[0]?.physBytes ?? 0;
}

function freeSlot(mm: Mm, lengthBytes: number, sizeBytes: number, target: number): number | null {
  const page = mm.machine.pageBytes;
  const slot = highestSlot(mm.space, {
    lowPages: mm.limits.mmapMin,
    highPages: mm.limits.mmapBase,
    lengthPages: Math.ceil(lengthBytes / page),
    alignPages: sizeBytes / page,
    offsetPages: target / page,
  });
  return slot === undefined ? null : slot * page;
}
