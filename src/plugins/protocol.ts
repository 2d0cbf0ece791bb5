import type { CellResult } from '../metrics/results.ts';
import type { CellPlan } from '../metrics/run-cell.ts';
import type { Options, PolicyDefinition } from '../policies/policy.ts';
import type { CellOutcome } from '../replay/outcome.ts';
import type { ConformanceReport, ConformanceSettings } from './conformance/suite.ts';

/** What of a definition is data and so crosses the border between processes. */
export type PolicyCard = Omit<PolicyDefinition, 'propose' | 'create' | 'skips'>;

/** What the program tells the process that holds a plug-in. */
export type ToHost =
  | { readonly tell: 'load'; readonly file: string; readonly taken: readonly string[] }
  | { readonly tell: 'run'; readonly plan: CellPlan; readonly options: Options; readonly linux: CellOutcome }
  | { readonly tell: 'test'; readonly options: Options; readonly settings: ConformanceSettings };

/** What that process answers, once for each request. */
export type FromHost =
  | { readonly answer: 'loaded'; readonly card: PolicyCard; readonly hash: string }
  | { readonly answer: 'refused'; readonly reason: string; readonly hint: string }
  | { readonly answer: 'cell'; readonly cell: CellResult }
  | { readonly answer: 'tested'; readonly report: ConformanceReport };
