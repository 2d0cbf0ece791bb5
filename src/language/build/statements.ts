import type { CstNode } from 'chevrotain';
import type { TouchKind } from '../checked-scenario.ts';
import type {
  ArmNode,
  MmapNode,
  MremapNode,
  SourceNode,
  StatementNode,
  TargetNode,
} from '../statement-ast.ts';
import { buildClause, buildMremapClauses } from './clauses.ts';
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
  whole,
  wholes,
  word,
} from './cst.ts';
import { buildAddress, buildExpression, buildMappingName, buildQuantity } from './expressions.ts';

/** One statement; what cannot be built becomes `broken`, with the name that it would have given. */
export function buildStatement(context: BuildContext, tree: CstNode): StatementNode {
  return whole(() => complete(context, tree)) ?? broken(context, tree);
}

/** The statements of a `{ … }`. */
export function buildBlock(context: BuildContext, tree: CstNode): StatementNode[] {
  return wholes(nodes(tree, 'statement'), (statement) => buildStatement(context, statement));
}

function broken(context: BuildContext, tree: CstNode): StatementNode {
  const span = spanOf(context, tree);
  const assignable = node(tree, 'assignable');
  const name = assignable && token(assignable, 'Equals') && token(assignable, 'Name');
  return name ? { kind: 'broken', span, name: word(context, name) } : { kind: 'broken', span };
}

function complete(context: BuildContext, tree: CstNode): StatementNode {
  const assignable = node(tree, 'assignable');
  if (assignable) return buildAssignable(context, assignable);
  const inner = onlyNode(tree);
  const span = spanOf(context, tree);
  switch (inner.name) {
    case 'munmap':
      return { kind: 'munmap', span, target: buildTarget(context, required(node(inner, 'target'))) };
    case 'mprotect':
      return buildMprotect(context, inner);
    case 'brk': {
      const amount = buildQuantity(context, required(node(inner, 'quantity')));
      return { kind: 'brk', span, shrinks: token(inner, 'Minus') !== undefined, amount };
    }
    case 'deviceEvent': {
      const device = word(context, required(token(inner, 'Name')));
      return { kind: token(inner, 'Revoke') ? 'revoke' : 'restore', span, device };
    }
    case 'touch':
      return buildTouch(context, inner);
    case 'repeat':
      return buildRepeat(context, inner);
    default:
      return buildChoose(context, inner);
  }
}

function buildAssignable(context: BuildContext, tree: CstNode): StatementNode {
  const name = token(tree, 'Name');
  if (name) required(token(tree, 'Equals'));
  const head = name
    ? { span: spanOf(context, tree), name: word(context, name) }
    : { span: spanOf(context, tree) };
  const mmap = node(tree, 'mmap');
  if (mmap) return buildMmap(context, mmap, head);
  return buildMremap(context, required(node(tree, 'mremap')), head);
}

/** What statements begin with that may give a name. */
type StatementHead = Pick<MmapNode, 'span' | 'name'>;

function buildMmap(context: BuildContext, tree: CstNode, head: StatementHead): MmapNode {
  return {
    kind: 'mmap',
    areas: token(tree, 'Areas') !== undefined,
    source: buildSource(context, required(node(tree, 'source'))),
    clauses: nodes(tree, 'mmapClause').map((clause) => buildClause(context, onlyNode(clause))),
    ...head,
  };
}

function buildMremap(context: BuildContext, tree: CstNode, head: StatementHead): MremapNode {
  return {
    kind: 'mremap',
    target: buildTarget(context, required(node(tree, 'target'))),
    newLength: buildQuantity(context, required(node(tree, 'quantity'))),
    clauses: buildMremapClauses(context, nodes(tree, 'mremapClause')),
    ...head,
  };
}

function buildSource(context: BuildContext, tree: CstNode): SourceNode {
  const span = spanOf(context, tree);
  if (token(tree, 'Anon')) return { kind: 'anon', span };
  if (token(tree, 'Hugetlb'))
    return { kind: 'hugetlb', span, page: buildExpression(context, required(node(tree, 'expression'))) };
  const [name, region] = [token(tree, 'Name'), token(tree, 'AnyWord')];
  const file = word(context, required(name));
  if (!token(tree, 'Dot')) return { kind: 'named', span, name: file };
  return { kind: 'named', span, name: file, region: word(context, required(region)) };
}

function buildTarget(context: BuildContext, tree: CstNode): TargetNode {
  const span = spanOf(context, tree);
  const clauses = nodes(tree, 'amountClause').map((clause) => buildClause(context, clause));
  if (token(tree, 'Any')) return { span, any: true, clauses };
  return { span, any: false, clauses, address: buildAddress(context, required(node(tree, 'address'))) };
}

function buildMprotect(context: BuildContext, tree: CstNode): StatementNode {
  const prot = required(firstToken(required(node(required(node(tree, 'protClause')), 'word'))));
  return {
    kind: 'mprotect',
    span: spanOf(context, tree),
    target: buildTarget(context, required(node(tree, 'target'))),
    prot: word(context, prot),
  };
}

function buildTouch(context: BuildContext, tree: CstNode): StatementNode {
  const pattern = node(tree, 'pattern');
  const kind = pattern ? required(firstToken(pattern)).image : 'sequential';
  const [amount, each] = pattern ? nodes(pattern, 'expression') : [];
  const path = pattern && token(pattern, 'QuotedText');
  const times = token(tree, 'Times') && required(node(tree, 'expression'));
  return {
    kind: 'touch',
    span: spanOf(context, tree),
    names: wholes(nodes(tree, 'mappingName'), (name) => buildMappingName(context, name)),
    pattern: kind as TouchKind,
    ...(amount && { amount: buildExpression(context, amount) }),
    ...(each && { each: buildExpression(context, each) }),
    ...(path && { path: unquoted(context, path) }),
    ...(times && { times: buildExpression(context, times) }),
  };
}

function buildRepeat(context: BuildContext, tree: CstNode): StatementNode {
  const variable = token(tree, 'Name');
  return {
    kind: 'repeat',
    span: spanOf(context, tree),
    count: buildExpression(context, required(node(tree, 'expression'))),
    ...(variable && { variable: word(context, variable) }),
    ...buildStream(context, tree),
    body: buildBlock(context, required(node(tree, 'block'))),
  };
}

/** `stream NAME`, where it is said. */
export function buildStream(context: BuildContext, tree: CstNode) {
  const clause = node(tree, 'streamClause');
  return clause ? { stream: word(context, required(token(clause, 'Name'))) } : {};
}

function buildChoose(context: BuildContext, tree: CstNode): StatementNode {
  return {
    kind: 'choose',
    span: spanOf(context, tree),
    ...buildStream(context, tree),
    arms: wholes(nodes(tree, 'arm'), (arm) => buildArm(context, arm)),
  };
}

function buildArm(context: BuildContext, tree: CstNode): ArmNode {
  const percent = required(token(tree, 'PercentLiteral'));
  const single = node(tree, 'statement');
  return {
    percent: Number(percent.image.slice(0, -1)),
    percentSpan: tokenSpan(context.file, percent),
    body: single ? [buildStatement(context, single)] : buildBlock(context, required(node(tree, 'block'))),
  };
}
