import { hex } from '../../machine/bytes.ts';
import type { AddressExpression, Statement, Target } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { known } from '../known.ts';
import type { AddressNode, StatementNode, TargetNode } from '../statement-ast.ts';
import { choice } from './choices.ts';
import { amountOf, clauseSet, flagSpan } from './clauses.ts';
import { lowerMmap, PROTECTIONS } from './lower-mmap.ts';
import { resolvePath } from './paths.ts';

/** The statements as a plan takes them. What has mistakes is reported and left out. */
export function lowerAll(statements: readonly StatementNode[], report: Report): Statement[] {
  return known(statements.map((statement) => lower(statement, report)));
}

function lower(statement: StatementNode, report: Report): Statement | undefined {
  const { span } = statement;
  switch (statement.kind) {
    case 'mmap':
      return lowerMmap(statement, report);
    case 'munmap':
      return withTarget(statement.target, report, (target) => ({ kind: 'munmap', span, target }));
    case 'mprotect': {
      const prot = choice('prot', statement.prot, PROTECTIONS, report);
      return (
        prot && withTarget(statement.target, report, (target) => ({ kind: 'mprotect', span, target, prot }))
      );
    }
    case 'mremap':
      return withTarget(statement.target, report, (target) => lowerMremap(statement, target, report));
    case 'brk':
      return lowerBrk(statement, report);
    case 'revoke':
    case 'restore':
      return { kind: statement.kind, span, device: statement.device.text };
    case 'touch':
      return lowerTouch(statement);
    case 'repeat': {
      const { count, variable, stream, body } = statement;
      return {
        kind: 'repeat',
        span,
        count,
        ...(variable && { variable: variable.text }),
        ...(stream && { stream: stream.text }),
        body: lowerAll(body, report),
      };
    }
    case 'choose': {
      const { stream, arms } = statement;
      const lowered = arms.map(({ percent, body }) => ({ percent, body: lowerAll(body, report) }));
      return { kind: 'choose', span, ...(stream && { stream: stream.text }), arms: lowered };
    }
    case 'broken':
      return undefined;
  }
}

/** An address without its spans of names. */
export function lowerAddress({ span, base, offset }: AddressNode): AddressExpression {
  return base ? { base: base.text, offset, span } : { offset, span };
}

function withTarget(
  node: TargetNode,
  report: Report,
  build: (target: Target) => Statement,
): Statement | undefined {
  const target = lowerTarget(node, report);
  return target && build(target);
}

function lowerTarget(node: TargetNode, report: Report): Target | undefined {
  const clauses = clauseSet(node.clauses, report);
  const offset = amountOf(clauses, 'offset');
  const length = amountOf(clauses, 'length');
  const { address } = node;
  if (!address) {
    const [clause] = node.clauses;
    if (clause) reportForeign(clause.keyword, "'any'", "'any' takes a whole mapping", report);
    return { kind: 'any' };
  }
  if (address.base && isBare(address)) {
    return { kind: 'mapping', name: address.base.text, ...(offset && { offset }), ...(length && { length }) };
  }
  const offsetClause = clauses.get('offset');
  if (offsetClause)
    reportForeign(offsetClause.keyword, 'an address', "add it to the address: 'bar2 + 2M length 4K'", report);
  if (length) return { kind: 'address', at: lowerAddress(address), length };
  report('PL3014', node.span, { address: addressText(address) });
  return undefined;
}

/** An address as a hint can repeat it. */
function addressText({ base, offset }: AddressNode): string {
  if (base) return `${base.text} + 2M`;
  return offset.kind === 'number' ? hex(offset.value) : 'ADDRESS';
}

function reportForeign(
  { text, span }: { text: string; span: Statement['span'] },
  statement: string,
  hint: string,
  report: Report,
): void {
  report('PL1014', span, { clause: text, statement, hint });
}

/** Only a name, nothing added to it. */
function isBare({ base, span }: AddressNode): boolean {
  return base !== undefined && base.span.end === span.end;
}

function lowerMremap(
  { span, name, newLength, clauses: nodes }: Extract<StatementNode, { kind: 'mremap' }>,
  target: Target,
  report: Report,
): Statement {
  const clauses = clauseSet(nodes, report);
  const at = clauses.get('at');
  const inPlace = flagSpan(clauses, 'in place');
  for (const other of ['move', 'dontunmap'])
    if (inPlace && clauses.has(other)) report('PL1017', inPlace, { clause: 'in place', other });
  if (inPlace && at) report('PL1017', inPlace, { clause: 'in place', other: 'at' });
  return {
    kind: 'mremap',
    span,
    ...(name && { name: name.text }),
    target,
    newLength,
    mayMove: !inPlace,
    ...(at?.kind === 'at' && { fixedAt: lowerAddress(at.address) }),
    dontUnmap: clauses.has('dontunmap'),
  };
}

function lowerBrk(
  { span, shrinks, amount }: Extract<StatementNode, { kind: 'brk' }>,
  report: Report,
): Statement | undefined {
  if (!shrinks) return { kind: 'brk', span, growth: amount };
  if (amount.kind === 'draw') {
    const hint = "write 'brk +uniform(…)', and shrink by a fixed size";
    report('PL1014', amount.span, { clause: amount.distribution, statement: "'brk -'", hint });
    return undefined;
  }
  const zero = { kind: 'number', value: 0, span: amount.span } as const;
  return {
    kind: 'brk',
    span,
    growth: { kind: 'binary', operator: '-', left: zero, right: amount, span: amount.span },
  };
}

function lowerTouch(statement: Extract<StatementNode, { kind: 'touch' }>): Statement {
  const { span, names, pattern, amount, each, path } = statement;
  const times = statement.times ?? { kind: 'number', value: 1, span };
  return {
    kind: 'touch',
    span,
    names: names.map(({ text }) => text),
    pattern,
    ...(amount && { amount }),
    ...(each && { each }),
    ...(path && { path: resolvePath(path.span.file, path.text) }),
    times,
  };
}
