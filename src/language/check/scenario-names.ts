import type { OccupantNode, Word } from '../ast.ts';
import type { Expression } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import type { ScenarioNode } from '../statement-ast.ts';
import type { Declared } from './declared.ts';
import type { MappingScope } from './mappings.ts';
import { checkStatementNames, namesGiven, reportVariableName } from './statement-names.ts';
import {
  checkVariables,
  expressionsOfDevice,
  expressionsOfFile,
  expressionsOfQuantity,
  type VariableScope,
} from './variables.ts';

/** The names of a scenario that its expectations may use. */
export interface ScenarioNames {
  readonly mappings: MappingScope;
  readonly variables: VariableScope;
}

/** Checks every name in a scenario but those of sweeps' machines and policies and of expectations. */
export function checkScenarioNames(
  node: ScenarioNode,
  declared: Declared,
  wellFormed: boolean,
  report: Report,
): ScenarioNames {
  const variables = new Map<string, { used: boolean }>();
  const owners = new Map<string, Word>();
  const define = (name: Word) => defineVariable(name, variables, owners, report);
  checkVariables(sweptExpressions(node), new Map(), report);
  for (const sweep of node.sweeps) {
    if (sweep.kind === 'values') define(sweep.name);
    if (sweep.kind === 'zipped') sweep.names.forEach(define);
  }
  for (const { name, value } of node.lets) {
    checkVariables([value], variables, report);
    define(name);
  }
  reportTwiceSwept(node, report);
  checkVariables(blockExpressions(node), variables, report);
  const mappings: MappingScope = { known: new Map(), later: namesGiven(node.body), areaUses: [] };
  checkStatementNames(node.body, { variables, mappings, declared, report, inLoop: false });
  for (const { value } of node.expectations)
    if (value.kind !== 'word') checkVariables([value], variables, () => {});
  if (wellFormed) reportUnusedVariables(variables, owners, report);
  return { mappings, variables };
}

function defineVariable(
  name: Word,
  variables: Map<string, { used: boolean }>,
  owners: Map<string, Word>,
  report: Report,
): undefined {
  reportVariableName(name, report);
  const first = owners.get(name.text);
  if (first)
    return report('PL2009', name.span, { name: name.text }, [{ message: 'first here', span: first.span }]);
  owners.set(name.text, name);
  variables.set(name.text, { used: false });
}

function reportUnusedVariables(
  variables: VariableScope,
  owners: ReadonlyMap<string, Word>,
  report: Report,
): undefined {
  for (const [name, { used }] of variables)
    if (!used) report('PL2021', owners.get(name)!.span, { name, use: `$${name}` });
}

/** Two sweeps of machines, or of one policy's option. */
function reportTwiceSwept({ sweeps }: ScenarioNode, report: Report): undefined {
  const seen = new Set<string>();
  for (const sweep of sweeps) {
    if (sweep.kind !== 'machines' && sweep.kind !== 'option') continue;
    const name = sweep.kind === 'machines' ? 'machine' : `${sweep.policy.text}.${sweep.option.text}`;
    if (seen.has(name)) report('PL5006', sweep.span, { name });
    seen.add(name);
  }
}

/** Sweeps and seeds come first: they see no variables. */
function sweptExpressions({ sweeps, seeds }: ScenarioNode): Expression[] {
  const ranges = [
    ...seeds.flatMap((node) => node.ranges),
    ...sweeps.flatMap((sweep) => (sweep.kind === 'values' ? sweep.values : [])),
  ];
  const zipped = sweeps.flatMap((sweep) => (sweep.kind === 'zipped' ? sweep.tuples : []));
  return [
    ...ranges.flatMap(({ from, to }) => (to ? [from, to] : [from])),
    ...zipped.flatMap(({ values }) => values),
  ];
}

function blockExpressions({ devices, files, occupancy }: ScenarioNode): Expression[] {
  return [
    ...devices.flatMap(expressionsOfDevice),
    ...files.flatMap(expressionsOfFile),
    ...occupancy.flatMap(expressionsOfOccupant),
  ];
}

function expressionsOfOccupant(node: OccupantNode): readonly Expression[] {
  if (node.kind === 'maps') return [];
  const ends = [node.from, ...(node.to ? [node.to] : [])];
  if (node.kind === 'region') return [...ends, ...(node.length ? [node.length] : [])];
  const numbers = [node.count, node.percent].filter((one) => one !== undefined);
  return [...ends, ...numbers, ...expressionsOfQuantity(node.size)];
}
