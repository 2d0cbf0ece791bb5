import { sizeText } from '../machine/bytes.ts';

/** An aligned search that runs before the kernel's own two: align_mask and align_offset, in pages. */
export interface MaskedSearch {
  readonly alignPages: number;
  readonly offsetPages: number;
  readonly reason: string;
}

/** What __get_unmapped_area() is asked. All in pages. */
export interface AreaRequest {
  /** `file` of the kernel: null for anonymous memory. Devices are files. */
  readonly hasFile: boolean;
  /** What `file->f_op->get_unmapped_area` does. */
  readonly hook: 'none' | 'thp' | 'shmem' | 'hugetlb';
  /** MAP_SHARED, which sends anonymous memory through shmem. */
  readonly shared: boolean;
  /** The superblock's huge= is not `never`; for tmpfs files. */
  readonly shmemHuge: boolean;
  /** The hint, already page-aligned and raised to mmap_min_addr; 0 for none. */
  readonly hintPages: number;
  readonly lengthPages: number;
  readonly pgoff: number;
  readonly fixed: boolean;
  /** MAP_32BIT. */
  readonly in32bit: boolean;
  /** Only the hint and the masked searches run; the kernel's own do not. */
  readonly masksOnly?: boolean;
  /** The huge page of hugetlb memory, in pages; 0 for everything else. */
  readonly hugetlbPages: number;
}

/** Where a request came to lie. Pages. */
export interface Area {
  /** The address's page, or a negative errno. */
  readonly page: number;
  /** How it was found; `fixed`: MAP_FIXED; `hint`: the caller's address; else the direction of the search. */
  readonly via: 'fixed' | 'hint' | 'topdown' | 'bottomup' | 'none';
  /** The gap that a search took. */
  readonly gapStart: number;
  readonly gapEnd: number;
  /** Alignment that the winning search asked for, in pages; 1 for none. */
  readonly alignPages: number;
  /** What kind of search won; `hint` and `fixed`: none. */
  readonly form: 'none' | 'plain' | 'mask' | 'thp' | 'shmem' | 'exact' | 'hint' | 'fixed';
}

/** An area. All are made here, so that there is one shape of them: they are read for every mmap. */
export function areaAt(
  page: number,
  via: Area['via'],
  gapStart: number,
  gapEnd: number,
  alignPages: number,
  form: Area['form'],
): Area {
  return { page, via, gapStart, gapEnd, alignPages, form };
}

/** A failed request. */
export function failedArea(errno: number): Area {
  return areaAt(errno, 'none', 0, 0, 1, 'none');
}

/** An address that the caller chose. */
export function callersArea(page: number, via: 'fixed' | 'hint'): Area {
  return areaAt(page, via, page, page, 1, via);
}

/** The winning search as tables name it: `plain`, `mask 2M`, `thp 2M`, `hint`; empty where there was none. */
export function searchLabel({ form, alignPages }: Area, pageBytes: number): string {
  if (form === 'none') return '';
  return form === 'plain' || form === 'hint' || form === 'fixed'
    ? form
    : `${form} ${sizeText(alignPages * pageBytes)}`;
}
