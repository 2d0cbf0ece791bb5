import type { CstNode, IToken } from 'chevrotain';
import type { ExpectationNode, PolicyNode, RangeNode } from '../ast.ts';
import type { ScenarioNode } from '../statement-ast.ts';
import { commentAbove } from './comments.ts';
import {
  type BuildContext,
  firstToken,
  itemOf,
  node,
  nodes,
  required,
  spanOf,
  token,
  tokenSpan,
  unquoted,
  wholes,
  word,
} from './cst.ts';
import { buildDevice, buildFile } from './declarations.ts';
import { buildExpression, buildMappingName } from './expressions.ts';
import { buildOccupant } from './occupancy.ts';
import { buildStatement } from './statements.ts';
import { buildPolicyName, buildRange, buildSweep } from './sweeps.ts';

/** `scenario "NAME" on MACHINE { … }`. @param text - the file, for the comment above. */
export function buildScenario(
  context: BuildContext,
  tree: CstNode,
  text: string,
  comments: readonly IToken[],
): ScenarioNode {
  const all = itemsByRule(nodes(tree, 'scenarioItem'));
  const machine = token(tree, 'On') && token(tree, 'Name');
  const span = spanOf(context, tree);
  return {
    span,
    name: unquoted(context, required(token(tree, 'QuotedText'))),
    ...(machine && { machine: word(context, machine) }),
    comment: commentAbove(text, span.start, comments),
    sweeps: wholes(all('sweep'), (sweep) => buildSweep(context, sweep)),
    lets: wholes(all('let'), (binding) => ({
      span: spanOf(context, binding),
      name: word(context, required(token(binding, 'Name'))),
      value: buildExpression(context, required(node(binding, 'expression'))),
    })),
    seeds: wholes(all('seeds'), (seeds) => ({
      span: spanOf(context, seeds),
      ranges: wholes(nodes(seeds, 'span'), (range): RangeNode => buildRange(context, range)),
    })),
    headlines: wholes(all('headline'), (headline) => word(context, required(token(headline, 'AnyWord')))),
    occupancy: wholes(
      all('occupancy').flatMap((block) => nodes(block, 'occupant')),
      (occupant) => buildOccupant(context, occupant),
    ),
    devices: wholes(all('deviceDeclaration'), (device) => buildDevice(context, device)),
    files: wholes(all('fileDeclaration'), (file) => buildFile(context, file)),
    body: wholes(all('statement'), (statement) => buildStatement(context, statement)),
    expectations: wholes(all('expectation'), (claim) => buildExpectation(context, claim)),
  };
}

/** The items of each rule, in order: one pass, because a scenario may have hundreds of thousands. */
function itemsByRule(items: readonly CstNode[]): (rule: string) => readonly CstNode[] {
  const byRule = new Map<string, CstNode[]>();
  for (const item of items) {
    const inner = itemOf(item);
    if (!inner) continue;
    const found = byRule.get(inner.name);
    if (found) found.push(inner);
    else byRule.set(inner.name, [inner]);
  }
  return (rule) => byRule.get(rule) ?? [];
}

function buildExpectation(context: BuildContext, tree: CstNode): ExpectationNode {
  const metric = word(context, required(token(tree, 'AnyWord')));
  const operator = required(token(tree, 'Comparison') ?? token(tree, 'Equals'));
  const mapping = node(tree, 'mappingName');
  return {
    span: spanOf(context, tree),
    metric,
    ...(mapping && { mapping: buildMappingName(context, mapping) }),
    operator: operator.image as ExpectationNode['operator'],
    operatorSpan: tokenSpan(context.file, operator),
    value: buildClaimedValue(context, required(node(tree, 'claimedValue'))),
    policies: nodes(tree, 'policy').map((policy) => buildPolicy(context, policy)),
  };
}

function buildClaimedValue(context: BuildContext, tree: CstNode): ExpectationNode['value'] {
  const expression = node(tree, 'expression');
  if (expression) return buildExpression(context, expression);
  return { kind: 'word', ...word(context, required(firstToken(tree))) };
}

function buildPolicy(context: BuildContext, tree: CstNode): PolicyNode {
  return {
    span: spanOf(context, tree),
    id: buildPolicyName(context, required(node(tree, 'policyName'))),
    options: nodes(tree, 'policyOption').map((option) => ({
      name: word(context, required(token(option, 'AnyWord'))),
      value: word(context, required(firstToken(required(node(option, 'optionValue'))))),
    })),
  };
}
