import { hex } from '../machine/bytes.ts';
import { KERNEL_NAMES, kernelFor } from '../machine/kernels.ts';
import type { Machine } from '../machine/machine.ts';
import type { AreaRequest } from '../mm/area-request.ts';
import { NO_ENTRY } from '../mm/gap-index.ts';
import { getUnmappedArea } from '../mm/get-unmapped-area.ts';
import type { Mm } from '../mm/mm.ts';

/** Another rule, and what would have to be so for it to hold. */
interface Rule {
  readonly text: string;
  readonly area: (mm: Mm, request: AreaRequest) => number;
}

/**
 * The first rule under which a request comes to lie where the log has it; empty where none is known.
 * @param expected - the logged address in bytes, or the name of the logged error.
 */
export function explain(mm: Mm, request: AreaRequest, expected: number | string): string {
  if (typeof expected === 'string')
    return 'the kernel refused: want of memory (overcommit), RLIMIT_AS, or mappings that the log does not show';
  const page = expected / mm.machine.pageBytes;
  if (!Number.isInteger(page)) return 'the logged address is not page-aligned: another page size?';
  const overlap = overlapped(mm, page, request.lengthPages);
  if (overlap !== '' && !request.fixed) return overlap;
  const rule = rules(mm.machine, request).find((each) => each.area(quiet(mm), request) === page);
  return rule?.text ?? otherBase(mm, request, page);
}

/** What is there already, where the log puts a mapping that replaces nothing. */
function overlapped(mm: Mm, page: number, pages: number): string {
  const entry = mm.space.index.findEndingAfter(page);
  if (entry === NO_ENTRY || mm.space.index.start(entry) >= page + pages) return '';
  const vma = mm.space.vma(entry);
  const bytes = mm.machine.pageBytes;
  const where = `${hex(vma.start * bytes)}-${hex(vma.end * bytes)}`;
  return vma.owner > 0
    ? `${where} of line ${vma.owner} is still mapped there: a call is missing from the log`
    : `${where} of the snapshot is still mapped there: a call is missing, or the snapshot is of another run`;
}

function rules(machine: Machine, request: AreaRequest): Rule[] {
  return [
    {
      text: 'would fit if the guard gap below stacks were 0',
      area: (mm, wanted) =>
        getUnmappedArea({ ...mm, space: mm.space.copy({ stackGuardPages: 0 }) }, wanted).page,
    },
    ...hookRules(request),
    ...kernelRules(machine),
    {
      text: `would fit in the ${machine.layout === 'topdown' ? 'legacy' : 'top-down'} layout (--layout)`,
      area: (mm, wanted) => {
        const layout = machine.layout === 'topdown' ? 'legacy' : 'topdown';
        return getUnmappedArea({ ...mm, machine: { ...machine, layout } }, wanted).page;
      },
    },
  ];
}

/** What the file system would have to do; the mount table decides it. */
function hookRules(request: AreaRequest): Rule[] {
  const as = (text: string, changes: Partial<AreaRequest>): Rule => ({
    text: `${text} (--mounts)`,
    area: (mm, wanted) => getUnmappedArea(mm, { ...wanted, ...changes }).page,
  });
  if (!request.hasFile) return [];
  return [
    as('the file system would have to align, as ext4 does', { hook: 'thp' }),
    as('the file system would have to leave files unaligned, as overlayfs does', { hook: 'none' }),
    as('it would have to be a tmpfs with huge=always', { hook: 'shmem', shmemHuge: true }),
    as('it would have to be a tmpfs with huge=never', { hook: 'shmem', shmemHuge: false }),
  ];
}

function kernelRules(machine: Machine): Rule[] {
  return KERNEL_NAMES.map((name) => {
    const kernel = kernelFor(name)!.kernel;
    return {
      text: `would fit with kernel ${name}'s rule`,
      area: (mm, wanted) => getUnmappedArea({ ...mm, machine: { ...machine, kernel } }, wanted).page,
    };
  });
}

/** A mapping that ends above mmap_base, with nothing between, was placed from a higher base. */
function otherBase(mm: Mm, request: AreaRequest, page: number): string {
  const end = page + request.lengthPages;
  const { mmapBase, mapWindow } = mm.limits;
  if (mm.machine.layout !== 'topdown' || end <= mmapBase || end > mapWindow) return '';
  return 'it lies above mmap_base: another stack limit, or address randomisation was on';
}

function quiet(mm: Mm): Mm {
  return { ...mm, searches: [] };
}
