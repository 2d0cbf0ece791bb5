import type { Report } from '../diagnostic.ts';
import type { ScenarioNode } from '../statement-ast.ts';
import type { Host } from './host.ts';
import { resolvePath } from './paths.ts';

/** Asks for the maps files that scenarios stand on, and reports those that cannot be read. */
export function reportMissingMaps(
  scenarios: readonly ScenarioNode[],
  { sources }: Host,
  needs: Set<string>,
  report: Report,
): void {
  for (const { occupancy } of scenarios)
    for (const occupant of occupancy) {
      if (occupant.kind !== 'maps') continue;
      const path = resolvePath(occupant.span.file, occupant.path.text);
      const source = sources.get(path);
      if (source === undefined) needs.add(path);
      else if (typeof source !== 'string')
        report('PL6003', occupant.path.span, { path, reason: source.error });
    }
}
