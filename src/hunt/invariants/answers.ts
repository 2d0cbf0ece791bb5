import { hex, residue } from '../../machine/bytes.ts';
import { replayUnder, runCell } from '../../metrics/run-cell.ts';
import type { Area, AreaRequest } from '../../mm/area-request.ts';
import type { Mm } from '../../mm/mm.ts';
import { VM, type Vma } from '../../mm/vma.ts';
import { isTrouble } from '../../replay/status.ts';
import type { Invariant, Subject } from './invariant.ts';

/** Every address is one that the kernel could give: checked again here, VMA by VMA, without the gap index. */
export const answers: Invariant = {
  name: 'answers',
  meaning:
    'every address is whole pages, in range, free, clear of a stack, and congruent to what its search wanted',
  violation(subject) {
    for (const policy of subject.policies) {
      const problem = policyProblem(subject, policy);
      if (problem !== undefined) return `${policy.label}: ${problem}`;
    }
    return undefined;
  },
};

function policyProblem({ plan, policies }: Subject, policy: Subject['policies'][number]): string | undefined {
  let problem: string | undefined;
  const outcome = replayUnder(plan, policy, (_, mm, area, request) => {
    problem ??= areaProblem(mm, area, request);
  });
  if (problem !== undefined || policy.definition.skips?.(plan.machine, policy.options) !== undefined)
    return problem;
  if (outcome.failure) return `${outcome.failure.status}: ${outcome.failure.message}`;
  const overlap = outcome.vmas.findIndex(({ start }, index) => start < (outcome.vmas[index - 1]?.end ?? 0));
  if (overlap >= 0) return `VMAs overlap at ${hex(outcome.vmas[overlap]!.start)}`;
  const cell = runCell(plan, policy, replayUnder(plan, policies[0]!));
  return isTrouble(cell.status) ? `${cell.status}: ${cell.message}` : undefined;
}

function areaProblem(mm: Mm, area: Area, request: AreaRequest): string | undefined {
  const { page, via } = area;
  const { lengthPages } = request;
  if (page < 0) return undefined;
  const at = hex(page * mm.machine.pageBytes);
  if (!Number.isInteger(page)) return `${at} is no page`;
  if (page + lengthPages > mm.limits.taskSize) return `${at} ends outside user space`;
  if (via === 'fixed') return undefined;
  if (via !== 'hint' && page < mm.limits.mmapMin) return `${at} is below mmap_min_addr`;
  const inside = [...mm.space.vmas()].find(({ start, end }) => start < page + lengthPages && end > page);
  if (inside) return `${at} is taken`;
  if (via === 'hint') return undefined;
  return guardProblem(mm, page, lengthPages, at) ?? congruenceProblem(mm, area, at);
}

/** A mapping that a search placed keeps the guard gap below the stack above it. */
function guardProblem(mm: Mm, page: number, lengthPages: number, at: string): string | undefined {
  const next = [...mm.space.vmas()].find(({ start }: Vma) => start >= page + lengthPages);
  if (next === undefined || !(next.flags & VM.GROWSDOWN)) return undefined;
  const guard = next.start - mm.space.stackGuardPages;
  return page + lengthPages > guard ? `${at} reaches into the guard gap of a stack` : undefined;
}

/** The address is congruent to what the search that found it wanted. */
function congruenceProblem(mm: Mm, { page, alignPages }: Area, at: string): string | undefined {
  const found = mm.searches.findLast(({ area }) => area.page >= 0);
  if (found === undefined || alignPages <= 1) return undefined;
  if (residue(page - found.wanted.offsetPages, found.wanted.alignPages) === 0) return undefined;
  return `${at} is not congruent to what its ${found.form} search wanted`;
}
