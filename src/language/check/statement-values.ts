import { sizeText } from '../../machine/bytes.ts';
import type { AddressExpression, Quantity, Statement, Target } from '../checked-scenario.ts';
import { positive, wholeNumber } from './calculate.ts';
import { settled } from './draws.ts';
import { checkMmapValues } from './mmap-values.ts';
import { type PointScope, reportOutside, reportUnalignedValue } from './point-scope.ts';

/** Checks what the statements' numbers come to at one sweep point. */
export function checkStatementValues(statements: readonly Statement[], scope: PointScope): undefined {
  for (const statement of statements) checkOne(statement, scope);
}

function checkOne(statement: Statement, scope: PointScope): undefined {
  switch (statement.kind) {
    case 'mmap':
      return checkMmapValues(statement, scope);
    case 'munmap':
    case 'mprotect':
      return checkTarget(statement.target, scope);
    case 'mremap':
      checkTarget(statement.target, scope);
      checkLength(statement.newLength, scope);
      if (statement.fixedAt) checkFixedAddress(statement.fixedAt, scope);
      return;
    case 'brk':
      return void settled(statement.growth, scope);
    case 'touch':
      return checkTouch(statement, scope);
    case 'repeat':
      return checkRepeat(statement, scope);
    case 'choose':
      for (const { body } of statement.arms) checkStatementValues(body, scope);
  }
}

/** A length must be more than 0 and fit into user space. Returns it where it is not drawn. */
export function checkLength(length: Quantity | undefined, scope: PointScope): number | undefined {
  const bytes = settled(length, scope);
  if (!length || bytes === undefined) return undefined;
  const { machine, machineName, report } = scope;
  if (bytes < 0) return report('PL3024', length.span, { what: 'the length', value: bytes });
  if (bytes === 0) return report('PL3002', length.span, { page: sizeText(machine.pageBytes) });
  if (bytes > machine.taskSizeBytes)
    return report('PL3012', length.span, {
      length: sizeText(bytes),
      machine: machineName,
      size: sizeText(machine.taskSizeBytes),
    });
  return bytes;
}

/** An offset must be whole pages. Returns it where it is not drawn. */
export function checkOffset(offset: Quantity | undefined, scope: PointScope): number | undefined {
  const bytes = settled(offset, scope);
  if (!offset) return 0;
  if (bytes === undefined) return undefined;
  if (bytes < 0) return scope.report('PL3024', offset.span, { what: 'the offset', value: bytes });
  reportUnalignedValue('PL3003', offset.span, bytes, scope);
  return bytes;
}

/** An address that the kernel must take as it is. @param lengthBytes - of what is put there, where it is known. */
export function checkFixedAddress(
  { base, offset, span }: AddressExpression,
  scope: PointScope,
  lengthBytes = 1,
): undefined {
  const bytes = settled(offset, scope);
  if (bytes === undefined) return;
  reportUnalignedValue('PL3007', span, bytes, scope);
  if (base === undefined) reportOutside('PL3006', span, bytes, bytes + lengthBytes, scope);
}

function checkTarget(target: Target, scope: PointScope): undefined {
  if (target.kind === 'any') return;
  checkLength(target.length, scope);
  if (target.kind === 'mapping') return void checkOffset(target.offset, scope);
  const bytes = settled(target.at.offset, scope);
  if (bytes === undefined) return;
  reportUnalignedValue('PL3021', target.at.span, bytes, scope);
  if (target.at.base === undefined) reportOutside('PL3006', target.at.span, bytes, bytes, scope);
}

function checkTouch(
  { pattern, amount, each, times }: Extract<Statement, { kind: 'touch' }>,
  scope: PointScope,
): undefined {
  const hint =
    pattern === 'stride' || pattern === 'ring' ? `write '${pattern} 4K'` : `write '${pattern} 1000'`;
  if (each) positive("'of'", each, scope, "write 'phases 16M of 1000'");
  if (amount) positive(`'${pattern}'`, amount, scope, hint);
  positive("'times'", times, scope, "leave 'times' away to touch once");
}

/** Loops inside one another beyond which a body is checked with the last value of their variables alone. */
const FIRST_AND_LAST = 6;

/** The body is checked with the loop variable's first and last value: in deep loops, every pair would be too many. */
function checkRepeat(statement: Extract<Statement, { kind: 'repeat' }>, scope: PointScope): undefined {
  const count = wholeNumber("'repeat'", statement.count, scope);
  if (count === 0) scope.report('PL3029', statement.count.span, { what: "'repeat'" });
  const { variable } = statement;
  if (variable === undefined || !count) return checkStatementValues(statement.body, scope);
  const { loops = 0 } = scope;
  for (const value of new Set(loops < FIRST_AND_LAST ? [0, count - 1] : [count - 1])) {
    const bindings = { ...scope.bindings, [variable]: value };
    checkStatementValues(statement.body, { ...scope, bindings, loops: loops + 1 });
  }
}
