import { readAddressTrace } from '../../import/address-trace.ts';
import type { Report } from '../diagnostic.ts';
import type { ScenarioNode, StatementNode, TouchNode } from '../statement-ast.ts';
import type { Host } from './host.ts';
import { resolvePath } from './paths.ts';

/** Asks for the traces that scenarios touch by, and reports those that cannot be read or are none. */
export function reportMissingTraces(
  scenarios: readonly ScenarioNode[],
  { sources }: Host,
  needs: Set<string>,
  report: Report,
): void {
  for (const { body } of scenarios)
    for (const { path: written } of touches(body)) {
      if (!written) continue;
      const path = resolvePath(written.span.file, written.text);
      const source = sources.get(path);
      if (source === undefined) needs.add(path);
      else if (typeof source !== 'string') report('PL6008', written.span, { path, reason: source.error });
      else {
        const { addresses, problems } = readAddressTrace(source);
        const [first] = problems;
        if (first) report('PL6009', written.span, { path, line: first.line, reason: first.message });
        else if (addresses.length === 0)
          report('PL6009', written.span, { path, line: 1, reason: 'it has no address' });
      }
    }
}

function touches(statements: readonly StatementNode[], found: TouchNode[] = []): readonly TouchNode[] {
  for (const statement of statements) {
    if (statement.kind === 'repeat') touches(statement.body, found);
    else if (statement.kind === 'choose') for (const { body } of statement.arms) touches(body, found);
    else if (statement.kind === 'touch') found.push(statement);
  }
  return found;
}
