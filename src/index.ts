/**
 * policy-lab as a library: what plug-ins use to define a policy, and every stage of the road as a function, from a
 * scenario's text to tables.
 */
export { runScenarios } from './lab/run-scenarios.ts';
export type { CheckInput, CheckResult, Host } from './language/check.ts';
export { checkScenarios } from './language/check.ts';
export type { CheckedScenario } from './language/checked-scenario.ts';
export type { Diagnostic } from './language/diagnostic.ts';
export { renderDiagnostics } from './language/render/text.ts';
export {
  alignDown,
  alignUp,
  congruent,
  GIB,
  hex,
  KIB,
  MIB,
  residue,
  sizeText,
  TIB,
} from './machine/bytes.ts';
export { buildMachine, largestLeafBytes, leavesAbovePage, type Machine } from './machine/machine.ts';
export { CATALOGUE, type Column, columnsOf, type Table } from './metrics/catalogue.ts';
export type { CellResult, RunResult, Status } from './metrics/results.ts';
export type { ChosenPolicy } from './policies/chosen-policy.ts';
export { blockFits, blockFitsRanges } from './policies/leaf-fit.ts';
export { reserveAndMap } from './policies/over-reservation.ts';
export { alignsHere, PFN_OPTIONS, pfnSearches } from './policies/pfn-searches.ts';
export {
  apiVersion,
  type Bar,
  type ChosenAddress,
  definePolicy,
  type Fact,
  type Facts,
  type HookTreatment,
  type Mapping,
  type OptionDeclaration,
  type Options,
  type PolicyClaims,
  type PolicyDefinition,
  type PolicyInstance,
  type PolicyRequest,
  type PolicySketch,
  type PrepareAction,
  type Search,
  type UserCall,
  type UserCalls,
  type VfioRegion,
} from './policies/policy.ts';
export { BUILT_IN, defaultPolicies, parsePolicyList } from './policies/registry.ts';
export type { SpaceView } from './policies/space-view.ts';
export { csvOf } from './report/csv.ts';
export { failuresOf } from './report/expectations.ts';
export { headlineNamed } from './report/headline.ts';
export { type ReportOptions, reportOf } from './report/report.ts';
