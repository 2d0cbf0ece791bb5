import type { Expression, Span, Statement } from '../checked-scenario.ts';
import { type Bindings, evaluate } from '../evaluate.ts';
import type { StatementNode } from '../statement-ast.ts';

/** How many statements a body runs at most: loops multiply, a choice counts its longest arm. */
export function countStatements(body: readonly Statement[], bindings: Bindings): number {
  return body.reduce((sum, statement) => sum + countOne(statement, bindings), 0);
}

function countOne(statement: Statement, bindings: Bindings): number {
  if (statement.kind === 'choose')
    return Math.max(0, ...statement.arms.map((arm) => countStatements(arm.body, bindings)));
  if (statement.kind !== 'repeat') return 1;
  const times = Math.max(0, loopCount(statement.count, bindings));
  return times * countStatements(statement.body, withVariable(statement.variable, times, bindings));
}

function loopCount(count: Expression, bindings: Bindings): number {
  return evaluate(count, bindings) ?? 0;
}

/** Inner loops may count by the outer variable: its last value stands for all. */
function withVariable(variable: string | undefined, times: number, bindings: Bindings): Bindings {
  return variable === undefined ? bindings : { ...bindings, [variable]: Math.max(0, times - 1) };
}

/** The first loop of a body: where too large a count is shown. */
export function firstLoop(body: readonly (Statement | StatementNode)[]): Span | undefined {
  return body.find(({ kind }) => kind === 'repeat')?.span;
}
