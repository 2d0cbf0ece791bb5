import { type MapsRegion, readMaps } from '../../import/maps.ts';
import type { Occupancy, Span } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import type { ScenarioNode } from '../statement-ast.ts';
import type { Host } from './host.ts';
import { resolvePath } from './paths.ts';

/** Asks for the maps files that scenarios stand on, and reports those that cannot be read or are none. */
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
      else reportFirstProblem(path, source, occupant.path.span, report);
    }
}

/** One mistake of a snapshot is enough: the rest would only say that it is no snapshot. */
function reportFirstProblem(path: string, text: string, span: Span, report: Report): void {
  const { regions, problems } = readMaps(text);
  const [first] = problems.filter(({ severity }) => severity !== 'warning');
  if (first) report('PL6007', span, { path, line: first.line, reason: first.message });
  else if (regions.length === 0) report('PL6007', span, { path, line: 1, reason: 'it has no region' });
}

/** The ranges that a scenario's snapshots occupy, by path. Bytes; what cannot be read is left out. */
export function snapshotRanges(
  occupancy: readonly Occupancy[],
  { sources }: Host,
): ReadonlyMap<string, readonly MapsRegion[]> {
  const paths = occupancy.flatMap((one) => (one.kind === 'maps' ? [one.path] : []));
  return new Map(
    paths.map((path) => {
      const text = sources.get(path);
      return [path, typeof text === 'string' ? readMaps(text).regions : []];
    }),
  );
}
