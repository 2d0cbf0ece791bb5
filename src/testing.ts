/**
 * For those who test a policy of their own: the conformance suite as tests of whatever runner they use.
 *
 *     import test from 'node:test';
 *     import { conformance } from 'policy-lab/testing';
 *     import policy from './my-policy.js';
 *
 *     for (const { name, check } of conformance(policy)) test(name, check);
 */
export {
  ConformanceError,
  type ConformanceOptions,
  type ConformanceTest,
  conformance,
} from './plugins/conformance/conformance.ts';
export {
  type ConformanceReport,
  type ConformanceSettings,
  type CounterExample,
  DEFAULT_CONFORMANCE,
  type PropertyReport,
} from './plugins/conformance/suite.ts';
