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
  checkFigure(node, host, report);
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

/** Holds an expectation against what its metric is: of a mapping or of the cell, a number or one of some words. */
function checkFigure({ metric, mapping, value }: ExpectationNode, { figures }: Host, report: Report): void {
  const name = metric.text;
  const figure = figures?.get(name);
  if (!figure) return;
  if (mapping && figure.of === 'cell') report('PL2030', metric.span, { name });
  if (!mapping && figure.of === 'mapping') report('PL2031', metric.span, { name, example: 'bar2' });
  const word = value.kind === 'word' ? value.text : undefined;
  if (figure.kind === 'number' && word !== undefined) {
    report('PL2032', value.span, { name, found: `'${word}'`, hint: 'it is a number' });
  } else if (figure.kind === 'text' && word === undefined) {
    report('PL2032', value.span, { name, found: 'a number', hint: 'it is a word' });
  } else if (word !== undefined && figure.words && !figure.words.includes(word)) {
    report('PL2032', value.span, { name, found: `'${word}'`, hint: suggestion(word, figure.words, '') });
  }
}
