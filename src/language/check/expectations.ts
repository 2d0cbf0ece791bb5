import type { ExpectationNode } from '../ast.ts';
import type { Expectation } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import type { Host } from './host.ts';
import { checkMappingName, type MappingScope } from './mappings.ts';
import { suggestion } from './nearest.ts';
import { checkPolicy } from './policies.ts';
import { checkVariables, type VariableScope } from './variables.ts';

/** What an expectation's names can mean. */
export interface ExpectationScope {
  readonly host: Host;
  readonly mappings: MappingScope;
  readonly variables: VariableScope;
  readonly report: Report;
}

/** Checks and settles the expectations; they see every mapping of the scenario. */
export function checkExpectations(nodes: readonly ExpectationNode[], scope: ExpectationScope): Expectation[] {
  return nodes.map((node) => checkOne(node, scope));
}

function checkOne(
  node: ExpectationNode,
  { host, mappings, variables, report }: ExpectationScope,
): Expectation {
  const { metric, mapping, value } = node;
  if (!host.metrics.includes(metric.text)) {
    const hint = suggestion(metric.text, host.metrics, 'no metric is known');
    report('PL2012', metric.span, { name: metric.text, hint });
  }
  if (mapping) checkMappingName(mapping, mappings, report);
  if (node.operator === '=') report('PL1016', node.operatorSpan, {});
  if (value.kind !== 'word') checkVariables([value], variables, report);
  return {
    span: node.span,
    metric: metric.text,
    mapping: mapping?.text ?? '',
    operator: node.operator === '=' ? '==' : node.operator,
    value,
    policies: node.policies.map((policy) => checkPolicy(policy, host, report)),
  };
}
