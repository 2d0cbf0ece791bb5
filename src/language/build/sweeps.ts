import type { CstNode } from 'chevrotain';
import type { RangeNode, SweepNode, Word } from '../ast.ts';
import {
  type BuildContext,
  firstToken,
  node,
  nodes,
  onlyNode,
  required,
  spanOf,
  token,
  tokens,
  word,
} from './cst.ts';
import { buildExpression } from './expressions.ts';

/** One value or `FROM..TO`. */
export function buildRange(context: BuildContext, tree: CstNode): RangeNode {
  const [from, to] = nodes(tree, 'expression');
  const span = spanOf(context, tree);
  const first = buildExpression(context, required(from));
  if (!token(tree, 'DotDot')) return { span, from: first };
  return { span, from: first, to: buildExpression(context, required(to)) };
}

/** `sweep …` in its four forms. */
export function buildSweep(context: BuildContext, tree: CstNode): SweepNode {
  const span = spanOf(context, tree);
  const inner = onlyNode(tree);
  if (node(tree, 'machineSweep'))
    return { kind: 'machines', span, machines: tokens(inner, 'Name').map((name) => word(context, name)) };
  if (node(tree, 'optionSweep')) return { span, ...buildOptionSweep(context, inner) };
  if (node(tree, 'zippedSweep'))
    return {
      kind: 'zipped',
      span,
      names: tokens(inner, 'Name').map((name) => word(context, name)),
      tuples: nodes(inner, 'tuple').map((tuple) => ({
        span: spanOf(context, tuple),
        values: nodes(tuple, 'expression').map((value) => buildExpression(context, value)),
      })),
    };
  return {
    kind: 'values',
    span,
    name: word(context, required(token(inner, 'Name'))),
    values: nodes(inner, 'span').map((range) => buildRange(context, range)),
  };
}

function buildOptionSweep(context: BuildContext, tree: CstNode) {
  const { text, span } = buildPolicyName(context, required(node(tree, 'policyName')));
  const dot = text.lastIndexOf('.');
  const cut = span.start + dot;
  return {
    kind: 'option' as const,
    policy: { text: text.slice(0, Math.max(dot, 0)), span: { ...span, end: Math.max(cut, span.start) } },
    option: { text: text.slice(dot + 1), span: { ...span, start: cut + 1 } },
    values: nodes(tree, 'optionValue').map((value) => word(context, required(firstToken(value)))),
  };
}

/** A policy's id, dots included. */
export function buildPolicyName(context: BuildContext, tree: CstNode): Word {
  const pieces = ['Name', 'AnyWord', 'Dot', 'Integer', 'Decimal']
    .flatMap((type) => tokens(tree, type))
    .sort((a, b) => a.startOffset - b.startOffset);
  return { text: pieces.map(({ image }) => image).join(''), span: spanOf(context, tree) };
}
