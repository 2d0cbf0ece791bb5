import type { MapsRegion } from '../../import/maps.ts';
import { hex, sizeText } from '../../machine/bytes.ts';
import type { OccupantNode } from '../ast.ts';
import type { Expression, Occupancy } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { calculate, positive } from './calculate.ts';
import { choice } from './choices.ts';
import { settled, smallest } from './draws.ts';
import { resolvePath } from './paths.ts';
import { type PointScope, reportOutside, reportUnalignedValue } from './point-scope.ts';

/** The occupancy as a plan takes it. @returns what has mistakes is left out. */
export function lowerOccupancy(nodes: readonly OccupantNode[], report: Report): Occupancy[] {
  return nodes.map((node) => lowerOne(node, report)).filter((one) => one !== undefined);
}

const STRETCHES = ['anon', 'file', 'stack', 'heap', 'shared'] as const;
const SCATTERED = ['anon', 'file', 'shared'] as const;

function lowerOne(node: OccupantNode, report: Report): Occupancy | undefined {
  const { span } = node;
  if (node.kind === 'maps') return { kind: 'maps', span, path: resolvePath(span.file, node.path.text) };
  if (node.kind === 'region') {
    const what = choice('an occupied range', node.what, STRETCHES, report);
    const to = node.to ?? sum(node.from, node.length!);
    return what && { kind: 'region', span, from: node.from, to, what, label: node.label };
  }
  const what = choice('what is scattered', node.what, SCATTERED, report);
  const { count, percent, size, from, to, stream } = node;
  return (
    what && {
      kind: 'scatter',
      span,
      ...(count && { count }),
      ...(percent && { percent }),
      what,
      size,
      from,
      to,
      ...(stream && { stream: stream.text }),
    }
  );
}

function sum(left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator: '+', left, right, span: { ...left.span, end: right.span.end } };
}

/** Checks the ranges of an occupancy at one sweep point: order, alignment, user space, overlaps, room. */
export function checkOccupancyValues(
  occupancy: readonly Occupancy[],
  scope: PointScope,
  snapshots: ReadonlyMap<string, readonly MapsRegion[]>,
): undefined {
  const taken: { from: number; to: number; occupant: Occupancy }[] = [];
  for (const occupant of occupancy) {
    if (occupant.kind === 'maps') {
      for (const { start, end } of snapshots.get(occupant.path) ?? [])
        taken.push({ from: start, to: end, occupant });
      continue;
    }
    const range = checkRange(occupant.from, occupant.to, scope);
    if (occupant.kind === 'scatter') checkScatter(occupant, range, scope);
    else if (range) taken.push({ occupant, ...range });
  }
  taken.sort((a, b) => a.from - b.from);
  for (const [index, one] of taken.entries()) {
    const next = taken[index + 1];
    if (!next || next.from >= one.to) continue;
    const [first, second] = one.occupant.span.start < next.occupant.span.start ? [one, next] : [next, one];
    scope.report(
      'PL3020',
      second.occupant.span,
      { what: 'this range', from: hex(next.from), to: hex(Math.min(one.to, next.to)) },
      [{ message: 'the other range', span: first.occupant.span }],
    );
  }
}

function checkRange(
  from: Expression,
  to: Expression,
  scope: PointScope,
): { from: number; to: number } | undefined {
  const [start, end] = [calculate(from, scope), calculate(to, scope)];
  if (start === undefined || end === undefined) return undefined;
  const span = { ...from.span, end: to.span.end };
  if (end <= start) return scope.report('PL3019', span, { from: hex(start), to: hex(end) });
  reportUnalignedValue('PL3021', from.span, start, scope);
  reportUnalignedValue('PL3021', to.span, end, scope);
  return reportOutside('PL3006', span, start, end, scope) ? { from: start, to: end } : undefined;
}

function checkScatter(
  { count, percent, size }: Extract<Occupancy, { kind: 'scatter' }>,
  range: { from: number; to: number } | undefined,
  scope: PointScope,
): undefined {
  const number = count && positive("'scatter'", count, scope, 'say how many: scatter 4000 anon of 64K …');
  const share = percent && calculate(percent, scope);
  if (percent && share !== undefined && (share <= 0 || share > 100))
    scope.report('PL4018', percent.span, {
      setting: 'the percentage',
      from: 1,
      to: 100,
      value: share,
      hint: 'it is the share of the range that is filled',
    });
  const bytes = settled(size, scope);
  if (bytes !== undefined && bytes <= 0)
    scope.report('PL3030', size.span, { what: 'the size', hint: 'the smallest size is one page' });
  if (!range || number === undefined) return;
  const needed = number * Math.max(smallest(size, scope), scope.machine.pageBytes);
  const room = range.to - range.from;
  if (needed > room)
    scope.report('PL3026', size.span, {
      what: `scatter ${number}`,
      needed: sizeText(needed),
      from: hex(range.from),
      to: hex(range.to),
      room: sizeText(room),
    });
}
