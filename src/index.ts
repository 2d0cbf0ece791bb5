/** What a program or a plug-in may use of policy-lab. */
export type { PolicyDefinition, PolicyInstance, PolicyRequest, Search } from './policies/policy.ts';
export { definePolicy } from './policies/policy.ts';
