import type { Statement } from '../checked-scenario.ts';
import type { ScenarioNode } from '../statement-ast.ts';

/** The devices and files that a scenario declares, maps, revokes or restores: those that must fit its machine. */
export function concernedNames(node: ScenarioNode, body: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of node.devices) names.add(name.text);
  for (const { name } of node.files) names.add(name.text);
  addNames(body, names);
  return names;
}

function addNames(body: readonly Statement[], names: Set<string>): void {
  for (const statement of body) addNamesOf(statement, names);
}

function addNamesOf(statement: Statement, names: Set<string>): void {
  switch (statement.kind) {
    case 'mmap':
      if (statement.source.kind === 'device') names.add(statement.source.device);
      if (statement.source.kind === 'file') names.add(statement.source.file);
      break;
    case 'revoke':
    case 'restore':
      names.add(statement.device);
      break;
    case 'repeat':
      addNames(statement.body, names);
      break;
    case 'choose':
      for (const { body } of statement.arms) addNames(body, names);
  }
}
