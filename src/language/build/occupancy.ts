import type { CstNode } from 'chevrotain';
import type { OccupantNode } from '../ast.ts';
import type { Expression } from '../checked-scenario.ts';
import {
  type BuildContext,
  firstToken,
  node,
  nodes,
  onlyNode,
  required,
  spanOf,
  token,
  tokenSpan,
  unquoted,
  word,
} from './cst.ts';
import { buildExpression, buildFactor, buildQuantity } from './expressions.ts';
import { buildStream } from './statements.ts';

/** One line of an occupancy block. */
export function buildOccupant(context: BuildContext, tree: CstNode): OccupantNode {
  const inner = onlyNode(tree);
  const rule = inner.name;
  const span = spanOf(context, tree);
  if (rule === 'mapsFile')
    return { kind: 'maps', span, path: unquoted(context, required(token(inner, 'QuotedText'))) };
  if (rule === 'stretch') return buildStretch(context, inner);
  const placed = buildPlaced(context, required(node(inner, 'placed')));
  if (rule === 'scatter')
    return { span, count: buildExpression(context, required(node(inner, 'expression'))), ...placed };
  return { span, percent: buildPercent(context, inner), ...placed };
}

function buildPercent(context: BuildContext, tree: CstNode): Expression {
  const literal = token(tree, 'PercentLiteral');
  if (literal)
    return {
      kind: 'number',
      value: Number(literal.image.slice(0, -1)),
      span: tokenSpan(context.file, literal),
    };
  const variable = required(token(tree, 'Variable'));
  return { kind: 'variable', name: variable.image.slice(1), span: tokenSpan(context.file, variable) };
}

function buildPlaced(context: BuildContext, tree: CstNode) {
  const [from, to] = nodes(tree, 'expression');
  return {
    kind: 'scatter' as const,
    what: buildKind(context, tree),
    size: buildQuantity(context, required(node(tree, 'quantity'))),
    from: buildExpression(context, required(from)),
    to: buildExpression(context, required(to)),
    ...buildStream(context, tree),
  };
}

function buildStretch(context: BuildContext, tree: CstNode): OccupantNode {
  const [from, to] = nodes(tree, 'expression');
  const label = token(tree, 'QuotedText');
  const stretch = {
    kind: 'region' as const,
    span: spanOf(context, tree),
    from: buildExpression(context, required(from)),
    what: buildKind(context, tree),
    label: label ? unquoted(context, label).text : '',
  };
  if (to) return { to: buildExpression(context, to), ...stretch };
  return { length: buildFactor(context, required(node(tree, 'factor'))), ...stretch };
}

function buildKind(context: BuildContext, tree: CstNode) {
  return word(context, required(firstToken(required(node(tree, 'occupantKind')))));
}
