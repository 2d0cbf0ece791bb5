/**
 * policy-lab as a library: what plug-ins use to define a policy, and every stage of the road as a function, from a
 * scenario's text to tables.
 */
export type { CheckInput, CheckResult, Host } from './language/check.ts';
export { checkScenarios } from './language/check.ts';
export type { CheckedScenario } from './language/checked-scenario.ts';
export type { Diagnostic } from './language/diagnostic.ts';
export { renderDiagnostics } from './language/render/text.ts';
export { buildMachine, type Machine } from './machine/machine.ts';
export { CATALOGUE, type Column, columnsOf, type Table } from './metrics/catalogue.ts';
export type { CellResult, RunResult, Status } from './metrics/results.ts';
export { runScenarios } from './metrics/run-scenarios.ts';
export type { ChosenPolicy } from './policies/chosen-policy.ts';
export type {
  Bar,
  ChosenAddress,
  Fact,
  Facts,
  HookTreatment,
  Mapping,
  OptionDeclaration,
  Options,
  PolicyClaims,
  PolicyDefinition,
  PolicyInstance,
  PolicyRequest,
  PolicySketch,
  PrepareAction,
  Search,
  UserCall,
  UserCalls,
  VfioRegion,
} from './policies/policy.ts';
export * from './policies/policy-library.ts';
export { BUILT_IN, defaultPolicies, parsePolicyList } from './policies/registry.ts';
export type { SpaceView } from './policies/space-view.ts';
export { csvOf } from './report/csv.ts';
export { failuresOf } from './report/expectations.ts';
export { headlineNamed } from './report/headline.ts';
export { type ReportOptions, reportOf } from './report/report.ts';
