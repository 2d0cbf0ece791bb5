import type { Word } from '../ast.ts';
import type { Expression, Quantity } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import type { AddressNode, ClauseNode, SourceNode, StatementNode, TargetNode } from '../statement-ast.ts';
import type { Declared } from './declared.ts';
import { checkMappingName, defineMapping, type MappingScope } from './mappings.ts';
import { suggestion } from './nearest.ts';
import { checkSourceName } from './source-names.ts';
import { checkVariables, expressionsOfQuantity, type VariableScope } from './variables.ts';

/** Everything that a statement's names can mean, at the place where it stands. */
export interface NameScope {
  readonly variables: VariableScope;
  readonly mappings: MappingScope;
  readonly declared: Declared;
  readonly report: Report;
  /** `a loop` or `a choice` around the statement. */
  readonly inside?: string;
  readonly inLoop: boolean;
}

/** Checks the names of a list of statements, in order. */
export function checkStatementNames(statements: readonly StatementNode[], scope: NameScope): undefined {
  for (const statement of statements) checkOne(statement, scope);
}

function checkOne(statement: StatementNode, scope: NameScope): undefined {
  switch (statement.kind) {
    case 'mmap':
      checkSource(statement.source, statement.areas, scope);
      checkClauses(statement.clauses, scope);
      return define(statement.name, statement.areas, scope);
    case 'mremap':
      checkTarget(statement.target, scope);
      quantities([statement.newLength], scope);
      checkClauses(statement.clauses, scope);
      return define(statement.name, false, scope);
    case 'munmap':
    case 'mprotect':
      return checkTarget(statement.target, scope);
    case 'brk':
      return quantities([statement.amount], scope);
    case 'revoke':
    case 'restore':
      return checkDeviceName(statement.device, scope);
    case 'touch':
      for (const name of statement.names) checkMappingName(name, scope.mappings, scope.report);
      return quantities([statement.amount, statement.each, statement.times], scope);
    case 'repeat':
      return checkRepeat(statement, scope);
    case 'choose':
      for (const { body } of statement.arms) checkStatementNames(body, { inside: 'a choice', ...scope });
      return;
    case 'broken':
      if (statement.name) define(statement.name, false, scope);
  }
}

function checkRepeat(statement: Extract<StatementNode, { kind: 'repeat' }>, scope: NameScope): undefined {
  quantities([statement.count], scope);
  const variables = new Map(scope.variables);
  const { variable } = statement;
  if (variable) {
    reportVariableName(variable, scope.report);
    if (variables.has(variable.text)) scope.report('PL2009', variable.span, { name: variable.text });
    variables.set(variable.text, { used: true });
  }
  const { mappings, declared, report } = scope;
  checkStatementNames(statement.body, {
    variables,
    mappings,
    declared,
    report,
    inside: 'a loop',
    inLoop: true,
  });
}

/** A variable's name must not hold a `-`. */
export function reportVariableName({ text, span }: Word, report: Report): undefined {
  if (text.includes('-')) report('PL2020', span, { name: text, mend: text.replaceAll('-', '_') });
}

function define(name: Word | undefined, areas: boolean, { mappings, report, inside }: NameScope): undefined {
  if (!name) return;
  if (inside)
    report('PL2018', name.span, {
      name: name.text,
      block: inside,
      hint:
        inside === 'a loop' ? "leave the name away, and unmap with 'munmap any'" : 'map it before the choice',
    });
  defineMapping(name, areas, mappings, report);
}

function checkSource(source: SourceNode, areas: boolean, scope: NameScope): undefined {
  if (source.kind === 'hugetlb') quantities([source.page], scope);
  if (source.kind === 'named') checkSourceName(source, areas, scope.declared, scope.report);
  else if (areas) scope.report('PL3027', source.span, {});
}

function checkClauses(clauses: readonly ClauseNode[], scope: NameScope): undefined {
  for (const clause of clauses) {
    if (clause.kind === 'at') checkAddress(clause.address, scope);
    else if (clause.kind !== 'prot' && clause.kind !== 'flag') quantities([clause.value], scope);
  }
}

function checkTarget({ span, any, address, clauses }: TargetNode, scope: NameScope): undefined {
  if (any && !scope.inLoop) scope.report('PL3015', span, {});
  if (address) checkAddress(address, scope);
  checkClauses(clauses, scope);
}

function checkAddress({ base, offset }: AddressNode, scope: NameScope): undefined {
  if (base) checkMappingName(base, scope.mappings, scope.report);
  quantities([offset], scope);
}

function checkDeviceName({ text, span }: Word, { declared, report }: NameScope): undefined {
  const known = declared.devices.get(text);
  if (known) known.used = true;
  else
    report('PL2017', span, {
      name: text,
      hint: suggestion(text, [...declared.devices.keys()], 'no device is declared'),
    });
}

function quantities(
  all: readonly (Quantity | Expression | undefined)[],
  { variables, report }: NameScope,
): undefined {
  for (const quantity of all) checkVariables(expressionsOfQuantity(quantity), variables, report);
}

/** Adds every name that the statements give, loops included. */
export function namesGiven(statements: readonly StatementNode[], names = new Set<string>()): Set<string> {
  for (const statement of statements) {
    if (statement.kind === 'repeat') namesGiven(statement.body, names);
    else if (statement.kind === 'choose') for (const { body } of statement.arms) namesGiven(body, names);
    else if ('name' in statement && statement.name) names.add(statement.name.text);
  }
  return names;
}
