import type { Diagnostic } from '../../language/diagnostic.ts';
import type { Completions } from '../../language/services/completion.ts';
import type { Hover } from '../../language/services/hover.ts';
import type { PolicyTerm } from '../../language/services/vocabulary.ts';
import type { ReportTable } from '../../report/report-table.ts';

/** What the page wants to see. */
export interface Question {
  readonly kind: 'show';
  /** Rises by one with each question; an answer names the one that it belongs to. */
  readonly id: number;
  /** The scenario file as it stands in the editor. */
  readonly text: string;
  /** Which scenario: the one at this offset of the text, or all of them. */
  readonly shown: number | 'all';
  /** Labels of the policies that are ticked. */
  readonly policies: readonly string[];
  /** Sweep point and seed whose picture and explanation are shown; the first where they do not exist. */
  readonly point: string;
  readonly seed: number | null;
  readonly mapping: string;
  /** Label of the policy that is explained. */
  readonly explained: string;
  /** Pixels that the map may be wide. */
  readonly width: number;
}

/** Asks for the tables of the last run as CSV. */
export interface CsvQuestion {
  readonly kind: 'csv';
}

/** File name and text of each table. */
export type CsvFiles = readonly (readonly [string, string])[];

/** Hands over the page's own policy, as JavaScript; before any question, and only to a fresh worker. */
export interface PolicyMessage {
  readonly kind: 'policy';
  readonly source: string;
}

export type LabMessage = Question | CsvQuestion | PolicyMessage;

/** Where a scenario stands in the text. Offsets in UTF-16 units. */
export interface ScenarioPlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Tables of the scenarios that ran. */
export interface Tables {
  readonly tables: readonly ReportTable[];
  /** Expectations that do not hold, a line each; the first thousand. */
  readonly failures: readonly string[];
  /** How many do not hold, and of how many. */
  readonly failed: number;
  readonly expectations: number;
  readonly cells: number;
}

/** One placement in all its detail: where everything lies, and why. */
export interface Detail {
  readonly scenario: string;
  readonly points: readonly string[];
  readonly seeds: readonly number[];
  readonly mappings: readonly string[];
  readonly point: string;
  readonly seed: number | null;
  readonly mapping: string;
  /** The address-space map of all ticked policies, as SVG. */
  readonly picture: string;
  /** Label of the policy that is explained, and the policies that can be. */
  readonly explained: string;
  readonly explainable: readonly string[];
  readonly explanation: readonly string[];
}

export type LabAnswer =
  /** The worker has loaded and takes questions. */
  | { readonly kind: 'ready' }
  /** The page's own policy is there, or cannot be used. */
  | { readonly kind: 'policy'; readonly policy: PolicyTerm }
  | { readonly kind: 'policy-refused'; readonly reason: string; readonly hint: string }
  | {
      readonly kind: 'checked';
      readonly id: number;
      readonly errors: number;
      readonly scenarios: readonly ScenarioPlace[];
      /** The one that is shown; empty for all or none. */
      readonly shown: string;
    }
  /** A cell begins. */
  | {
      readonly kind: 'cell';
      readonly id: number;
      readonly done: number;
      readonly total: number;
      readonly policy: string;
    }
  | { readonly kind: 'tables'; readonly id: number; readonly tables: Tables }
  | { readonly kind: 'detail'; readonly id: number; readonly detail: Detail }
  /** All that was asked for has been said. */
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'csv'; readonly files: CsvFiles }
  | { readonly kind: 'defect'; readonly id: number; readonly message: string };

/** What the editor asks of the language, and what it is answered. */
export interface LanguageAnswers {
  readonly check: readonly Diagnostic[];
  /** The text as the formatter lays it out; none where it has mistakes of form. */
  readonly format: string;
  readonly complete: Completions;
  /** What a place means; none where it means nothing. */
  readonly hover: Hover;
}

export type LanguageKind = keyof LanguageAnswers;

/** One question about the text as it stands. */
export interface LanguageQuestion {
  readonly id: number;
  readonly kind: LanguageKind;
  readonly text: string;
  /** Offset of the text that the question is about. */
  readonly at: number;
  /** The page's own policy, where there is one. */
  readonly ownPolicy: PolicyTerm | undefined;
}

/** Its answer; undefined where there is none. */
export interface LanguageAnswer {
  readonly id: number;
  readonly answer: LanguageAnswers[LanguageKind] | undefined;
}
