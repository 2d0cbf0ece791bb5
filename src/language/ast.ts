import type { Expression, Quantity, Span } from './checked-scenario.ts';

/** A word of the text and where it stands. For quoted texts `text` is without the quotes, the span with them. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** One line of a block: what is set, and to what. */
export type SettingNode =
  | { readonly kind: 'word'; readonly keyword: Word; readonly value: Word }
  | { readonly kind: 'number'; readonly keyword: Word; readonly value: Expression }
  | { readonly kind: 'switch'; readonly keyword: Word; readonly subject?: Word; readonly on: boolean }
  | { readonly kind: 'unlimited'; readonly keyword: Word }
  | {
      readonly kind: 'tlb';
      readonly keyword: Word;
      /** The geometry that is changed; missing for the architecture's own. */
      readonly value?: Word;
      readonly arrays: readonly TlbArrayNode[];
      readonly settings: readonly SettingNode[];
    };

/** `machine NAME extends BASE { … }`. */
export interface MachineNode {
  readonly span: Span;
  readonly name: Word;
  readonly base?: Word;
  readonly settings: readonly SettingNode[];
}

/** `hole FROM +LENGTH "label"` or `range ADDR +SIZE`. */
export interface ExtentNode {
  readonly span: Span;
  readonly from: Expression;
  readonly length: Expression;
  readonly label: string;
}

/** `l1 4K, 2M 64 entries 4 ways plru`. */
export interface TlbArrayNode {
  readonly span: Span;
  readonly level: 1 | 2;
  readonly sizes: readonly Expression[];
  readonly entries: Expression;
  /** Missing where it is fully associative. */
  readonly ways?: Expression;
  readonly plru: boolean;
}

/** `bar N { … }` or `region NAME { … }`. */
export interface RegionNode {
  readonly span: Span;
  /** Whether the text's form is right inside: otherwise parts may be missing here that are written there. */
  readonly whole: boolean;
  /** `bar2` for `bar 2`. */
  readonly name: Word;
  /** The BAR's number; absent for `region`. */
  readonly bar?: number;
  readonly settings: readonly SettingNode[];
  readonly prefetchable: boolean;
  readonly holes: readonly ExtentNode[];
  readonly ranges: readonly ExtentNode[];
}

/** `tells start_pfn ADDR`, `tells order N`, `tells action WORD`, `tells nothing`. */
export interface TellsNode {
  readonly span: Span;
  readonly fact: 'start_pfn' | 'order' | 'action' | 'nothing';
  readonly value?: Expression;
  readonly word?: Word;
}

/** `device NAME { … }`. */
export interface DeviceNode {
  readonly span: Span;
  /** Whether the text's form is right inside: otherwise parts may be missing here that are written there. */
  readonly whole: boolean;
  readonly name: Word;
  readonly settings: readonly SettingNode[];
  readonly tells: readonly TellsNode[];
  readonly regions: readonly RegionNode[];
}

/** `file NAME { … }`; `folios up to SIZE` is the setting `folios`. */
export interface FileNode {
  readonly span: Span;
  /** Whether the text's form is right inside: otherwise parts may be missing here that are written there. */
  readonly whole: boolean;
  readonly name: Word;
  readonly settings: readonly SettingNode[];
}

/** One value of a sweep, or a range of whole numbers with both ends. */
export interface RangeNode {
  readonly span: Span;
  readonly from: Expression;
  readonly to?: Expression;
}

/** The four forms of `sweep`. */
export type SweepNode =
  | {
      readonly kind: 'values';
      readonly span: Span;
      readonly name: Word;
      readonly values: readonly RangeNode[];
    }
  | {
      readonly kind: 'zipped';
      readonly span: Span;
      readonly names: readonly Word[];
      readonly tuples: readonly { readonly span: Span; readonly values: readonly Expression[] }[];
    }
  | { readonly kind: 'machines'; readonly span: Span; readonly machines: readonly Word[] }
  | {
      readonly kind: 'option';
      readonly span: Span;
      readonly policy: Word;
      readonly option: Word;
      readonly values: readonly Word[];
    };

/** `let NAME = EXPRESSION`. */
export interface LetNode {
  readonly span: Span;
  readonly name: Word;
  readonly value: Expression;
}

/** What stands in the address space before the first statement, as written. */
export type OccupantNode =
  | { readonly kind: 'maps'; readonly span: Span; readonly path: Word }
  | {
      readonly kind: 'region';
      readonly span: Span;
      readonly from: Expression;
      /** The end (`A..B`) or the length (`A +SIZE`). */
      readonly to?: Expression;
      readonly length?: Expression;
      readonly what: Word;
      readonly label: string;
    }
  | {
      readonly kind: 'scatter';
      readonly span: Span;
      readonly count?: Expression;
      readonly percent?: Expression;
      readonly what: Word;
      readonly size: Quantity;
      readonly from: Expression;
      readonly to: Expression;
      readonly stream?: Word;
    };

/** `expect METRIC(MAPPING) OP VALUE for POLICIES`. */
export interface ExpectationNode {
  readonly span: Span;
  readonly metric: Word;
  readonly mapping?: Word;
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | '=';
  readonly operatorSpan: Span;
  readonly value: Expression | { readonly kind: 'word'; readonly text: string; readonly span: Span };
  readonly policies: readonly PolicyNode[];
}

/** `wilcox-length(cont=off)`. */
export interface PolicyNode {
  readonly span: Span;
  readonly id: Word;
  readonly options: readonly { readonly name: Word; readonly value: Word }[];
}
