import type { Machine } from '../../machine/machine.ts';
import type { Occupancy, Quantity, Statement, Target } from '../checked-scenario.ts';

/** Whether a scenario's outcome depends on the seed. */
export function drawsAnything(
  body: readonly Statement[],
  occupancy: readonly Occupancy[],
  machines: readonly Machine[],
): boolean {
  return (
    machines.some(({ aslr }) => aslr) ||
    occupancy.some(({ kind }) => kind === 'scatter') ||
    body.some(statementDraws)
  );
}

function statementDraws(statement: Statement): boolean {
  switch (statement.kind) {
    case 'mmap':
      return isDraw(statement.offset) || isDraw(statement.length);
    case 'munmap':
    case 'mprotect':
      return targetDraws(statement.target);
    case 'mremap':
      return targetDraws(statement.target) || isDraw(statement.newLength);
    case 'brk':
      return isDraw(statement.growth);
    case 'touch':
      return ['uniform', 'zipf', 'chase', 'phases'].includes(statement.pattern);
    case 'choose':
      return true;
    case 'repeat':
      return statement.body.some(statementDraws);
    default:
      return false;
  }
}

function targetDraws(target: Target): boolean {
  if (target.kind === 'any') return true;
  return isDraw(target.length) || (target.kind === 'mapping' && isDraw(target.offset));
}

function isDraw(quantity: Quantity | undefined): boolean {
  return quantity?.kind === 'draw';
}
