import type { MachineSettings } from '../machine/settings.ts';

/** A stretch of a source text: offsets count UTF-16 units from 0, `end` is exclusive. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** An expression over numbers. Sizes and addresses are bytes; variables are bound by the sweep point or a loop. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly span: Span }
  | { readonly kind: 'variable'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'binary';
      readonly operator: '+' | '-' | '*' | '/' | '%';
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    };

/** A number drawn anew at each use, from the stream of the component that it stands in. */
export interface Draw {
  readonly kind: 'draw';
  /**
   * `uniform(a, b)`: whole pages from a to b inclusive; `lognormal(m, q)`: median m, 99th percentile q;
   * `pareto(a, b)`: bounded, shape 1; `one(a, b, …)`: each value equally likely. Results are rounded up to pages.
   */
  readonly distribution: 'uniform' | 'lognormal' | 'pareto' | 'one';
  readonly parameters: readonly Expression[];
  readonly span: Span;
}

/** A size or an offset: computed or drawn. Bytes. */
export type Quantity = Expression | Draw;

/** An address: absolute (no base), or relative to where a named mapping came to lie. Bytes. */
export interface AddressExpression {
  readonly base?: string;
  readonly offset: Expression;
  readonly span: Span;
}

/** What a mapping maps. */
export type Source =
  | { readonly kind: 'anon'; readonly shared: boolean }
  | { readonly kind: 'hugetlb'; readonly pageBytes: Expression }
  | { readonly kind: 'device'; readonly device: string; readonly region: string }
  | { readonly kind: 'file'; readonly file: string };

/** PROT_* as one word: `none`, `r`, `rw`, `rx`, `rwx`. */
export type Protection = 'none' | 'r' | 'rw' | 'rx' | 'rwx';

/** mmap(2). A missing length means the rest of the source from `offset`. */
export interface MmapStatement {
  readonly kind: 'mmap';
  readonly span: Span;
  /** The name that later statements, tables and expectations use; unnamed mappings are background. */
  readonly name?: string;
  readonly source: Source;
  /** Maps every mappable area of the region (what its holes leave), one mmap each: NAME.0, NAME.1, … */
  readonly areas: boolean;
  readonly offset?: Quantity;
  readonly length?: Quantity;
  readonly at?: AddressExpression;
  readonly fixed: 'no' | 'fixed' | 'noreplace';
  readonly in32bit: boolean;
  readonly growsdown: boolean;
  /** MAP_PRIVATE or MAP_SHARED; devices and hugetlb default to shared, everything else to private. */
  readonly sharing: 'private' | 'shared';
  readonly prot: Protection;
  /** MAP_STACK, MAP_NORESERVE and the like change nothing; MADV_NOHUGEPAGE does: base pages only. */
  readonly nohugepage: boolean;
  /** Guest physical address at which a VMM shows the mapping to its guest. */
  readonly guest?: Expression;
}

/** A range of a named mapping (the whole of it by default), or absolute, or any mapping of the enclosing loop. */
export type Target =
  | {
      readonly kind: 'mapping';
      readonly name: string;
      readonly offset?: Quantity;
      readonly length?: Quantity;
    }
  | { readonly kind: 'address'; readonly at: AddressExpression; readonly length: Quantity }
  | { readonly kind: 'any' };

/** The patterns of touches. */
export type TouchKind = 'sequential' | 'stride' | 'uniform' | 'zipf' | 'chase' | 'ring' | 'phases' | 'trace';

/** How mappings are touched; it feeds the TLB only. */
export interface TouchStatement {
  readonly kind: 'touch';
  readonly span: Span;
  /** The mappings that are touched, as if they lay one behind the other. */
  readonly names: readonly string[];
  readonly pattern: TouchKind;
  /**
   * stride: bytes between touches; uniform, zipf, chase: number of touches; ring: bytes of the ring; phases: bytes of
   * the working set.
   */
  readonly amount?: Expression;
  /** phases: touches in each. */
  readonly each?: Expression;
  /** trace: the file, relative to the working directory. */
  readonly path?: string;
  readonly times: Expression;
}

/** One step of a scenario. */
export type Statement =
  | MmapStatement
  | { readonly kind: 'munmap'; readonly span: Span; readonly target: Target }
  | {
      readonly kind: 'mremap';
      readonly span: Span;
      /** The new name of the mapping; the old one otherwise stays. */
      readonly name?: string;
      readonly target: Target;
      readonly newLength: Quantity;
      readonly mayMove: boolean;
      readonly fixedAt?: AddressExpression;
      readonly dontUnmap: boolean;
    }
  | { readonly kind: 'mprotect'; readonly span: Span; readonly target: Target; readonly prot: Protection }
  /** brk(2): grows (or shrinks, when negative) the heap by so many bytes. */
  | { readonly kind: 'brk'; readonly span: Span; readonly growth: Quantity }
  /** The device takes its mappings away (reset, memory disabled): leaves vanish, VMAs stay, touches SIGBUS. */
  | { readonly kind: 'revoke'; readonly span: Span; readonly device: string }
  | { readonly kind: 'restore'; readonly span: Span; readonly device: string }
  | TouchStatement
  | {
      readonly kind: 'repeat';
      readonly span: Span;
      readonly count: Expression;
      /** Loop variable, 0 to count − 1. */
      readonly variable?: string;
      readonly stream?: string;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'choose';
      readonly span: Span;
      readonly stream?: string;
      /** Weights in percent; they sum to 100. */
      readonly arms: readonly { readonly percent: number; readonly body: readonly Statement[] }[];
    };

/** What stands in the address space before the first statement. */
export type Occupancy =
  | { readonly kind: 'maps'; readonly span: Span; readonly path: string }
  | {
      readonly kind: 'region';
      readonly span: Span;
      readonly from: Expression;
      readonly to: Expression;
      readonly what: 'anon' | 'file' | 'stack' | 'heap' | 'shared';
      readonly label: string;
    }
  | {
      /** `count` regions, or as many as fill `percent` of the range, at random places that do not overlap. */
      readonly kind: 'scatter';
      readonly span: Span;
      readonly count?: Expression;
      readonly percent?: Expression;
      readonly what: 'anon' | 'file' | 'shared';
      readonly size: Quantity;
      readonly from: Expression;
      readonly to: Expression;
      readonly stream?: string;
    };

/** A claim that is checked after the run. `mapping` empty: a figure of the whole cell. */
export interface Expectation {
  readonly span: Span;
  /** A metric's or column's name from the catalogue. */
  readonly metric: string;
  readonly mapping: string;
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=';
  /** A number (bytes, counts, addresses, ratios), or a word such as a status. */
  readonly value: Expression | { readonly kind: 'word'; readonly text: string; readonly span: Span };
  /** Policy ids, with options where given (`wilcox-length(cont=off)`); empty: every policy. */
  readonly policies: readonly string[];
}

/** How a driver populates a mapping, and what it tells mm about it. */
export interface DriverFacts {
  /** `fault`: huge_fault and vmf_insert_pfn; `remap`: remap_pfn_range at mmap time. */
  readonly populate: 'fault' | 'remap';
  /** Whether the descriptor is a VFIO device's (what vfio_device_fops governs). */
  readonly vfio: boolean;
  /** The start PFN callback: `true` tells the truth, `false` nothing, a number claims this physical byte address. */
  readonly startPfn: boolean | number;
  /** The mmap_prepare action. */
  readonly action: 'none' | 'remap' | 'io-remap' | 'simple-ioremap' | 'kernel-pages';
  /** `auto`: as xu-order computes it from the BAR; a number: this order; `none`: nothing is told. */
  readonly maxOrder: 'auto' | 'none' | number;
  /** What the file's get_unmapped_area does. */
  readonly hook: 'none' | 'thp' | 'shmem';
  /** Bytes that the mmap_prepare hook adds to the offset (rewrites pgoff); 0: leaves it. */
  readonly pgoffShiftBytes: number;
}

/** One range of physical addresses. Bytes. */
export interface PhysicalRange {
  readonly physBytes: number;
  readonly sizeBytes: number;
}

/** A mappable region of a device: a BAR, a DMABUF, a GEM object. Bytes. */
export interface CheckedRegion {
  /** As the scenario writes it after the dot: `bar2`. */
  readonly name: string;
  readonly sizeBytes: number;
  /** The ranges behind the region's offset space, in order; together they are its size. */
  readonly ranges: readonly PhysicalRange[];
  /** mmap offset of the region's first byte: VFIO index << 40, a DRM or RDMA cookie, or 0. */
  readonly offsetBaseBytes: number;
  readonly prefetchable: boolean;
  /** Parts that are not mapped by `mmap areas of`: the MSI-X table. */
  readonly holes: readonly {
    readonly fromBytes: number;
    readonly lengthBytes: number;
    readonly label: string;
  }[];
}

/** A device with everything settled for one sweep point. */
export interface CheckedDevice {
  readonly name: string;
  /** The driver's name: `vfio-pci`, `remap-at-mmap`, … */
  readonly driver: string;
  readonly facts: DriverFacts;
  readonly regions: readonly CheckedRegion[];
}

/** A file with everything settled for one sweep point. */
export interface CheckedFile {
  readonly name: string;
  readonly fs: string;
  /** What the file system's get_unmapped_area does: `thp` (ext4, xfs, btrfs, fuse), `shmem` (tmpfs), `none`. */
  readonly hook: 'none' | 'thp' | 'shmem' | 'hugetlb';
  readonly sizeBytes: number;
  /** Largest folio in the page cache, bytes. */
  readonly folioBytes: number;
  /** tmpfs huge=. */
  readonly huge: 'never' | 'always' | 'within_size' | 'advise';
  /** DAX: populated by faults with the physical range behind it. */
  readonly dax: boolean;
  /** hugetlbfs page, bytes; 0 elsewhere. */
  readonly hugetlbPageBytes: number;
}

/** One point of a scenario's sweeps, with all that depends on it resolved. */
export interface ScenarioPoint {
  /** `occ=0.5;size=64M` in order of name; empty where nothing is swept. */
  readonly label: string;
  /** Values of sweep and `let` variables. */
  readonly bindings: Readonly<Record<string, number>>;
  readonly machineName: string;
  readonly machine: MachineSettings;
  readonly devices: readonly CheckedDevice[];
  readonly files: readonly CheckedFile[];
  /** Policy options set by this point: policy id → option → value. */
  readonly policyOptions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A scenario that has passed every check. Plain data: it survives a structured clone. */
export interface CheckedScenario {
  readonly file: string;
  readonly name: string;
  readonly span: Span;
  /** The comment right above the scenario: where it comes from. */
  readonly comment: string;
  readonly points: readonly ScenarioPoint[];
  /** Empty where nothing is drawn. */
  readonly seeds: readonly number[];
  /** The metric that its table turns on; undefined: the reader's choice. */
  readonly headline?: string;
  readonly occupancy: readonly Occupancy[];
  readonly body: readonly Statement[];
  readonly expectations: readonly Expectation[];
}
