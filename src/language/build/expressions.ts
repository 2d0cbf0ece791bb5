import type { CstNode } from 'chevrotain';
import type { Word } from '../ast.ts';
import type { Draw, Expression, Quantity } from '../checked-scenario.ts';
import type { AddressNode } from '../statement-ast.ts';
import { type BuildContext, node, nodes, required, spanOf, token, tokenSpan, tokens, word } from './cst.ts';
import { numberValue } from './numbers.ts';

type Operator = '+' | '-' | '*' | '/' | '%';

/** A number and nothing else. */
export function buildPlainNumber(context: BuildContext, tree: CstNode): Expression {
  const literal = required(token(tree, 'NumberLiteral'));
  const value = required(numberValue(context, literal));
  return { kind: 'number', value, span: tokenSpan(context.file, literal) };
}

/** `a + b - c`. */
export function buildExpression(context: BuildContext, tree: CstNode): Expression {
  const operands = nodes(tree, 'term');
  if (operands.length === 1) return buildTerm(context, operands[0]!);
  const built = operands.map((term) => buildTerm(context, term));
  return chain(context, built, operatorsOf(tree, ['Plus', 'Minus']));
}

/** `a * b / c % d`. */
export function buildTerm(context: BuildContext, tree: CstNode): Expression {
  const operands = nodes(tree, 'factor');
  if (operands.length === 1) return buildFactor(context, operands[0]!);
  const built = operands.map((factor) => buildFactor(context, factor));
  return chain(context, built, operatorsOf(tree, ['TimesSign', 'Slash', 'Modulo']));
}

/** A number, a variable, a sum in parentheses, or the negative of one. */
export function buildFactor(context: BuildContext, tree: CstNode): Expression {
  if (token(tree, 'NumberLiteral')) return buildPlainNumber(context, tree);
  const variable = token(tree, 'Variable');
  if (variable)
    return { kind: 'variable', name: variable.image.slice(1), span: tokenSpan(context.file, variable) };
  const inner = node(tree, 'expression');
  if (inner) return { ...buildExpression(context, inner), span: spanOf(context, tree) };
  const span = spanOf(context, tree);
  const right = buildFactor(context, required(node(tree, 'factor')));
  return { kind: 'binary', operator: '-', left: { kind: 'number', value: 0, span }, right, span };
}

/** An expression or a draw. */
export function buildQuantity(context: BuildContext, tree: CstNode): Quantity {
  const draw = node(tree, 'draw');
  return draw ? buildDraw(context, draw) : buildExpression(context, required(node(tree, 'expression')));
}

/** `uniform(4K, 8M)`. An unknown distribution is reported and leaves the statement incomplete. */
function buildDraw(context: BuildContext, tree: CstNode): Draw {
  const name = word(context, required(token(tree, 'Uniform') ?? token(tree, 'Name')));
  const parameters = nodes(tree, 'expression').map((inner) => buildExpression(context, inner));
  return { kind: 'draw', distribution: distribution(context, name), parameters, span: spanOf(context, tree) };
}

const DISTRIBUTIONS = ['uniform', 'lognormal', 'pareto', 'one'] as const;

function distribution({ report }: BuildContext, name: Word): Draw['distribution'] {
  const known = DISTRIBUTIONS.find((candidate) => candidate === name.text);
  if (!known)
    report('PL2016', name.span, {
      name: name.text,
      hint: 'there are uniform(a, b), lognormal(median, p99), pareto(a, b) and one(a, b, …)',
    });
  return required(known);
}

/** `bar2`, or `tail.0` for the first area of `tail`. */
export function buildMappingName(context: BuildContext, tree: CstNode): Word {
  const name = word(context, required(token(tree, 'Name')));
  const area = token(tree, 'Integer');
  return area
    ? { text: `${name.text}.${Number(area.image.replaceAll('_', ''))}`, span: spanOf(context, tree) }
    : name;
}

/** `0x7000_0000`, `bar2`, `bar2 + 2M`. */
export function buildAddress(context: BuildContext, tree: CstNode): AddressNode {
  const span = spanOf(context, tree);
  const base = node(tree, 'mappingName');
  if (!base) return { span, offset: buildExpression(context, required(node(tree, 'expression'))) };
  const name = buildMappingName(context, base);
  const zero: Expression = { kind: 'number', value: 0, span: name.span };
  const steps = nodes(tree, 'addressStep');
  const terms = steps.map((step) => buildTerm(context, required(node(step, 'term'))));
  const signs = steps.map((step): Operator => (token(step, 'Minus') ? '-' : '+'));
  const offset =
    signs[0] === '+' ? chain(context, terms, signs.slice(1)) : chain(context, [zero, ...terms], signs);
  return { span, base: name, offset };
}

function operatorsOf(tree: CstNode, types: readonly string[]): Operator[] {
  return types
    .flatMap((type) => tokens(tree, type))
    .sort((a, b) => a.startOffset - b.startOffset)
    .map(({ image }) => image as Operator);
}

/** Expressions are walked by recursion; nobody writes sums this long by hand. */
const LONGEST_CHAIN = 64;

/** Joins operands from the left. */
function chain(
  context: BuildContext,
  operands: readonly Expression[],
  operators: readonly Operator[],
): Expression {
  const first = required(operands[0]);
  if (operators.length >= LONGEST_CHAIN) {
    const span = { ...first.span, end: operands.at(-1)!.span.end };
    context.report('PL1018', span, { hint: `an expression may join ${LONGEST_CHAIN} terms; use let` });
    return first;
  }
  return operators.reduce<Expression>((left, operator, index) => {
    const right = required(operands[index + 1]);
    const span = { file: context.file, start: left.span.start, end: right.span.end };
    return { kind: 'binary', operator, left, right, span };
  }, first);
}
