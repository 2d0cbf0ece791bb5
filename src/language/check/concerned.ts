import type { Statement } from '../checked-scenario.ts';
import type { ScenarioNode } from '../statement-ast.ts';

/** The devices and files that a scenario declares, maps, revokes or restores: those that must fit its machine. */
export function concernedNames(node: ScenarioNode, body: readonly Statement[]): ReadonlySet<string> {
  const own = [...node.devices, ...node.files].map(({ name }) => name.text);
  return new Set([...own, ...body.flatMap(namesIn)]);
}

function namesIn(statement: Statement): string[] {
  switch (statement.kind) {
    case 'mmap':
      if (statement.source.kind === 'device') return [statement.source.device];
      return statement.source.kind === 'file' ? [statement.source.file] : [];
    case 'revoke':
    case 'restore':
      return [statement.device];
    case 'repeat':
      return statement.body.flatMap(namesIn);
    case 'choose':
      return statement.arms.flatMap(({ body }) => body.flatMap(namesIn));
    default:
      return [];
  }
}
