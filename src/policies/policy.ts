import type { Machine } from '../machine/machine.ts';
import type { SpaceView } from './space-view.ts';

/** What a driver declares in its mmap_prepare hook. */
export interface PrepareAction {
  readonly kind: 'remap' | 'io-remap' | 'simple-ioremap' | 'kernel-pages';
  /** PFN of the mapping's first page where the action carries one, with the pgoff that the hook leaves. */
  readonly startPfn: number | undefined;
  /** The same with the pgoff that the caller gave. */
  readonly startPfnBefore: number | undefined;
}

/** A PCI BAR as its driver knows it. Bytes. */
export interface Bar {
  readonly startBytes: number;
  readonly sizeBytes: number;
  /** Where in the BAR the mapping begins. */
  readonly offsetBytes: number;
}

/** What a VMM knows of a VFIO region that it maps. Bytes. */
export interface VfioRegion {
  /** Names the region within the cell. */
  readonly id: string;
  readonly sizeBytes: number;
  readonly offsetBytes: number;
}

/**
 * The facts beyond mmap(2) itself that a policy may ask to be told. `undefined`: asked for, but nobody tells it.
 */
export interface Facts {
  /** The start PFN callback (Gunthorpe): page frame number of the mapping's first page. */
  readonly startPfn: number | undefined;
  /** The mmap_prepare action (Stoakes). */
  readonly action: PrepareAction | undefined;
  /** The max-order callback: pages come in blocks of up to 2^order, aligned in pgoff; for files from their folios. */
  readonly maxOrder: number | undefined;
  /** Physical address of the first byte, as the driver itself knows it. Bytes. */
  readonly pa: number | undefined;
  /** The physical ranges behind the mapping, in order, as they really are. Bytes. */
  readonly ranges: readonly { readonly physBytes: number; readonly lengthBytes: number }[] | undefined;
  /** The BAR that the mapping is a part of. */
  readonly bar: Bar | undefined;
  /** exec_folio_order() of the architecture: 0 where it has none. */
  readonly execFolioOrder: number;
  /** What user space knows of the VFIO region it maps. */
  readonly region: VfioRegion | undefined;
}

/** The name of a fact. */
export type Fact = keyof Facts;

/** What every policy may see: what mmap(2) says, and the file operations that mm finds. Bytes. */
export interface Mapping {
  readonly kind: 'anon' | 'anon-shared' | 'file' | 'device';
  readonly lengthBytes: number;
  /** pgoff × page; 0 for anonymous memory. */
  readonly offsetBytes: number;
  /** The caller's hint; 0 for none. */
  readonly hintBytes: number;
  readonly shared: boolean;
  readonly in32bit: boolean;
  /** What `file->f_op->get_unmapped_area` does. */
  readonly hook: 'none' | 'thp' | 'shmem' | 'hugetlb';
  /** Whether the file's operations are vfio_device_fops. */
  readonly vfio: boolean;
}

/** A request as a policy sees it: the mapping, and the facts that it declared. */
export type PolicyRequest<N extends Fact = never> = Mapping & Pick<Facts, N>;

/** One search that a policy proposes. Bytes; `alignBytes` is a power of two of at least a page. */
export interface Search {
  /** `mask`: one vm_unmapped_area() with an align_mask; `thp`: the padded path of __thp_get_unmapped_area(). */
  readonly form: 'mask' | 'thp';
  readonly alignBytes: number;
  /** The result is congruent to this modulo `alignBytes`. */
  readonly offsetBytes: number;
  readonly reason: string;
}

/** An address that a policy chose by itself. Bytes. */
export interface ChosenAddress {
  readonly addressBytes: number;
  /** The alignment that it is due to; decides the ASLR bits left. */
  readonly alignBytes: number;
  readonly reason: string;
}

/** A system call that a user-space policy makes on the way to its mapping. Bytes. */
export type UserCall =
  /** mmap(NULL, length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS): answers the address, or undefined. */
  | { readonly call: 'reserve'; readonly lengthBytes: number }
  /** The mapping itself with MAP_FIXED at an address. */
  | { readonly call: 'map-fixed'; readonly addressBytes: number; readonly alignBytes: number }
  /** munmap of what is left over. */
  | { readonly call: 'unmap'; readonly addressBytes: number; readonly lengthBytes: number };

/** A user-space policy's way to a mapping: yields calls, receives the address that each gave. */
export type UserCalls = Generator<UserCall, void, number | undefined>;

/** How files' own get_unmapped_area fares under a policy. */
export type HookTreatment =
  /** Proposed searches first, then the file's hook as ever. */
  | 'kept'
  /** The hook is gone: the file goes the same way as one that never had it. */
  | 'removed'
  /** The hook wraps the changed search: its padded request runs through the proposed masks. */
  | 'wrapping';

/** One option of a policy. */
export interface OptionDeclaration {
  /** Every value it can take; the first is the default. */
  readonly values: readonly [string, ...string[]];
  readonly meaning: string;
  /** Facts that a value needs beyond the policy's own. */
  readonly needs?: Readonly<Record<string, readonly Fact[]>>;
}

/** Option values, all settled. */
export type Options = Readonly<Record<string, string>>;

/** What decides inside one cell. Every method is optional; a policy without any places as the kernel does. */
export interface PolicyInstance<N extends Fact = never> {
  /** The searches to try in order before the kernel's own. */
  propose?(request: PolicyRequest<N>): readonly Search[];
  /** An address of the policy's own; undefined leaves the choice to the kernel. */
  place?(request: PolicyRequest<N>, view: SpaceView): ChosenAddress | undefined;
  /** System calls of a VMM; undefined where it leaves this mapping to the kernel. */
  calls?(request: PolicyRequest<N>): UserCalls | undefined;
  /** Calls that a VMM makes once it has mapped all it wants of the last region. */
  settle?(): UserCalls | undefined;
  /** How a file's hook fares; `kept` where the method is missing. */
  hooks?(request: Mapping): HookTreatment;
}

/** What a policy promises of its placements, beyond what every answer must be; the conformance suite holds it to them. */
export interface PolicyClaims {
  /** What its own placements are congruent to, modulo the alignment that they ask for: the physical address, the mmap
   * offset, or `nothing` that could be tested. */
  readonly congruentTo: 'pfn' | 'pgoff' | 'nothing';
  /** Kinds of mapping that it speaks of, every one unless said; all others are placed as the kernel places them. */
  readonly kinds?: readonly Mapping['kind'][];
}

/** Version of this interface: it rises when a policy that worked before could stop working, or mean something else. */
export const apiVersion = 1;

/** Who may tell a policy its facts; tables list policies in this order. */
export const TELLERS = ['nobody', 'mm', 'file system', 'driver', 'user space', 'the lab'] as const;

/** What the author of a policy writes down; `definePolicy` settles the rest. */
export interface PolicySketch<N extends Fact = Fact> {
  /** Lower-case words and dashes; the name of its row. */
  readonly id: string;
  /** One line for lists. */
  readonly summary: string;
  /** The facts that it must be told. */
  readonly needs: readonly N[];
  /** Who tells it: shown in the information table. A driver where it needs facts, nobody where it needs none. */
  readonly toldBy?: (typeof TELLERS)[number];
  /** Author, list and date, or what it is instead. */
  readonly source: string;
  /** The {@link apiVersion} that it was written for; any where it says nothing. */
  readonly apiVersion?: number;
  readonly claims?: PolicyClaims;
  readonly options?: Readonly<Record<string, OptionDeclaration>>;
  /** Option settings that are rows of their own by default, besides the plain one. */
  readonly alsoRuns?: readonly Options[];
  /** It places nothing: leaves come from arithmetic alone (`ideal`). */
  readonly bound?: boolean;
  /** Shorthand for a policy without state. */
  propose?(request: PolicyRequest<N>, machine: Machine, options: Options): readonly Search[];
  /** Makes what decides in one cell; for policies with state, or that do more than propose. */
  create?(machine: Machine, options: Options): PolicyInstance<N>;
  /** Why it cannot work on a machine: a named skip. */
  skips?(machine: Machine, options: Options): string | undefined;
}

/** A policy: what it is told, where it comes from, and how it decides. */
export interface PolicyDefinition<N extends Fact = Fact> extends PolicySketch<N> {
  readonly toldBy: (typeof TELLERS)[number];
}

/** Declares a policy; types narrow its requests to the facts that it needs. */
export function definePolicy<const N extends Fact = never>(sketch: PolicySketch<N>): PolicyDefinition {
  const toldBy = sketch.toldBy ?? (sketch.needs?.length > 0 ? 'driver' : 'nobody');
  return { ...sketch, toldBy } as unknown as PolicyDefinition;
}
