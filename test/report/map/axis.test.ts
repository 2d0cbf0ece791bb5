import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axisOf, placeOn, spansOn } from '../../../src/report/map/axis.ts';
import { union } from '../../../src/report/map/holes.ts';
import type { AddressMap, MapMapping, MapSnapshot } from '../../../src/report/map/snapshot.ts';
import { shippedMap } from './shipped-maps.ts';

const PAGE = 4096;

const range = fc
  .tuple(fc.integer({ min: 16, max: 2 ** 35 - 2 ** 20 }), fc.integer({ min: 1, max: 2 ** 20 }))
  .map(([page, pages]) => ({ start: page * PAGE, end: (page + pages) * PAGE }));

const template = shippedMap('2 GiB BAR, empty process');

/** A map with one named mapping at each range, and background at others. */
function mapWith(
  named: readonly { start: number; end: number }[],
  other: readonly { start: number; end: number }[],
): AddressMap {
  const [linux] = template.snapshots;
  const mapping = linux!.mappings[0]!;
  const mappings: MapMapping[] = named.map(({ start, end }, index) => ({
    ...mapping,
    name: `m${index}`,
    lengthBytes: end - start,
    segments: [{ vaBytes: start, targetBytes: 0, lengthBytes: end - start }],
    leaves: [{ kind: 'pte', start, end }],
  }));
  const vmas = union([...named, ...other]).map((vma) => ({ ...vma, kind: 'anon' as const, name: '' }));
  const snapshot: MapSnapshot = { ...linux!, vmas, mappings };
  return { ...template, snapshots: [snapshot] };
}

it('keeps order, stays inside the picture and shows every named mapping', () => {
  fc.assert(
    fc.property(
      fc.array(range, { minLength: 1, maxLength: 12 }),
      fc.array(range, { maxLength: 40 }),
      (named, other) => {
        const axis = axisOf(mapWith(named, other), 800, 20);
        const pieces = [...axis.parts, ...axis.breaks].sort((a, b) => a.start - b.start);
        for (const [index, piece] of pieces.entries()) {
          expect(piece.width).toBeGreaterThan(0);
          if (index === 0) continue;
          const before = pieces[index - 1]!;
          expect(before.end).toBe(piece.start);
          expect(piece.x).toBeCloseTo(before.x + before.width, 6);
        }
        expect(pieces[0]!.x).toBeCloseTo(0, 6);
        expect(pieces.at(-1)!.x + pieces.at(-1)!.width).toBeCloseTo(800, 6);
        for (const { start, end } of named) {
          const spans = spansOn(axis, { start, end });
          expect(spans.reduce((sum, span) => sum + span.width, 0)).toBeGreaterThan(0);
          expect(placeOn(axis, start)!).toBeLessThanOrEqual(placeOn(axis, end)!);
        }
      },
    ),
    { numRuns: 300 },
  );
});

it('leaves out empty terabytes and says how much', () => {
  const map = mapWith(
    [{ start: 0x7fff_0000_0000, end: 0x7fff_4000_0000 }],
    [{ start: 0x40_0000, end: 0x50_0000 }],
  );
  const { parts, breaks } = axisOf(map, 800, 20);
  expect(parts).toHaveLength(1);
  expect(breaks).toEqual([{ start: 0x40_0000, end: parts[0]!.start, vmas: 1, x: 0, width: 20 }]);
});
