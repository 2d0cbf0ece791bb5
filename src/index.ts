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
export { alignDown, alignUp, congruent, hex, residue, sizeText } from './machine/bytes.ts';
export { buildMachine, largestLeafBytes, leavesAbovePage, type Machine } from './machine/machine.ts';
export { CATALOGUE, type Column, columnsOf, type Table } from './metrics/catalogue.ts';
export type { CellResult, RunResult, Status } from './metrics/results.ts';
export type { ChosenPolicy } from './policies/chosen-policy.ts';
export { blockFits } from './policies/leaf-fit.ts';
export {
  apiVersion,
  type ChosenAddress,
  definePolicy,
  type Fact,
  type Facts,
  type Mapping,
  type PolicyClaims,
  type PolicyDefinition,
  type PolicyInstance,
  type PolicyRequest,
  type Search,
  type UserCall,
  type UserCalls,
} from './policies/policy.ts';
export { BUILT_IN, defaultPolicies, parsePolicyList } from './policies/registry.ts';
export type { SpaceView } from './policies/space-view.ts';
export { csvOf } from './report/csv.ts';
export { failuresOf } from './report/expectations.ts';
export { headlineNamed } from './report/headline.ts';
export { type ReportOptions, reportOf } from './report/report.ts';
