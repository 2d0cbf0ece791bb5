import type {
  DeviceNode,
  ExpectationNode,
  FileNode,
  LetNode,
  OccupantNode,
  RangeNode,
  SweepNode,
  Word,
} from './ast.ts';
import type { Expression, Quantity, Span, TouchKind } from './checked-scenario.ts';

/** An address as written: `0x7000_0000`, or `bar2 + 2M`. */
export interface AddressNode {
  readonly span: Span;
  readonly base?: Word;
  readonly offset: Expression;
}

/** One clause behind a system call; clauses may come in any order. `keyword` is the word that begins it. */
export type ClauseNode =
  | { readonly kind: 'offset' | 'length' | 'of'; readonly keyword: Word; readonly value: Quantity }
  | { readonly kind: 'at'; readonly keyword: Word; readonly address: AddressNode }
  | { readonly kind: 'prot'; readonly keyword: Word; readonly value: Word }
  | { readonly kind: 'guest'; readonly keyword: Word; readonly value: Expression }
  | { readonly kind: 'flag'; readonly keyword: Word };

/** What a mapping maps, as written: `anon`, `hugetlb 2M`, `gpu.bar2`, `model`. */
export type SourceNode =
  | { readonly kind: 'anon'; readonly span: Span }
  | { readonly kind: 'hugetlb'; readonly span: Span; readonly page: Expression }
  | { readonly kind: 'named'; readonly span: Span; readonly name: Word; readonly region?: Word };

/** What munmap, mremap and mprotect act on, as written. */
export interface TargetNode {
  readonly span: Span;
  readonly any: boolean;
  readonly address?: AddressNode;
  readonly clauses: readonly ClauseNode[];
}

/** `[NAME =] mmap …`. */
export interface MmapNode {
  readonly kind: 'mmap';
  readonly span: Span;
  readonly name?: Word;
  readonly areas: boolean;
  readonly source: SourceNode;
  readonly clauses: readonly ClauseNode[];
}

/** `[NAME =] mremap TARGET to LENGTH …`. */
export interface MremapNode {
  readonly kind: 'mremap';
  readonly span: Span;
  readonly name?: Word;
  readonly target: TargetNode;
  readonly newLength: Quantity;
  readonly clauses: readonly ClauseNode[];
}

/** `touch NAME, … [pattern] [times N]`. */
export interface TouchNode {
  readonly kind: 'touch';
  readonly span: Span;
  readonly names: readonly Word[];
  readonly pattern: TouchKind;
  readonly amount?: Expression;
  /** phases: touches in each. */
  readonly each?: Expression;
  /** trace: the file. */
  readonly path?: Word;
  readonly times?: Expression;
}

/** `repeat N as i stream S { … }`. */
export interface RepeatNode {
  readonly kind: 'repeat';
  readonly span: Span;
  readonly count: Expression;
  readonly variable?: Word;
  readonly stream?: Word;
  readonly body: readonly StatementNode[];
}

/** `choose stream S { 55%: … }`. */
export interface ChooseNode {
  readonly kind: 'choose';
  readonly span: Span;
  readonly stream?: Word;
  readonly arms: readonly ArmNode[];
}

/** One arm of `choose`. */
export interface ArmNode {
  readonly percent: number;
  readonly percentSpan: Span;
  readonly body: readonly StatementNode[];
}

/** One statement as written. `broken` stands for one that the text leaves incomplete. */
export type StatementNode =
  | MmapNode
  | MremapNode
  | TouchNode
  | RepeatNode
  | ChooseNode
  | { readonly kind: 'munmap'; readonly span: Span; readonly target: TargetNode }
  | { readonly kind: 'mprotect'; readonly span: Span; readonly target: TargetNode; readonly prot: Word }
  | { readonly kind: 'brk'; readonly span: Span; readonly shrinks: boolean; readonly amount: Quantity }
  | { readonly kind: 'revoke' | 'restore'; readonly span: Span; readonly device: Word }
  | { readonly kind: 'broken'; readonly span: Span; readonly name?: Word };

/** `scenario "NAME" on MACHINE { … }`. */
export interface ScenarioNode {
  readonly span: Span;
  readonly name: Word;
  readonly machine?: Word;
  /** The `#` lines right above, without their `#`. */
  readonly comment: string;
  readonly sweeps: readonly SweepNode[];
  readonly lets: readonly LetNode[];
  readonly seeds: readonly SeedsNode[];
  readonly headlines: readonly Word[];
  readonly occupancy: readonly OccupantNode[];
  readonly devices: readonly DeviceNode[];
  readonly files: readonly FileNode[];
  readonly body: readonly StatementNode[];
  readonly expectations: readonly ExpectationNode[];
}

/** `seeds 1..30, 40`. */
export interface SeedsNode {
  readonly span: Span;
  readonly ranges: readonly RangeNode[];
}
