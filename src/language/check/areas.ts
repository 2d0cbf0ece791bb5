import type { Word } from '../ast.ts';
import type { CheckedRegion, Statement } from '../checked-scenario.ts';
import type { PointScope } from './point-scope.ts';

/** How many parts the holes leave of a region: what `mmap areas of` maps. */
export function countAreas({ sizeBytes, holes }: CheckedRegion): number {
  let count = 0;
  let at = 0;
  for (const { fromBytes, lengthBytes } of holes) {
    if (fromBytes > at) count++;
    at = Math.max(at, fromBytes + lengthBytes);
  }
  return at < sizeBytes ? count + 1 : count;
}

/** Checks at one sweep point that `tail.3` exists, where `tail = mmap areas of gpu.bar0`. */
export function checkAreaUses(uses: readonly Word[], body: readonly Statement[], scope: PointScope): void {
  for (const { text, span } of uses) {
    const [name, area] = text.split('.') as [string, string];
    const count = areasOf(name, body, scope);
    if (count !== undefined && Number(area) >= count)
      scope.report('PL2029', span, { name, count, last: Math.max(count - 1, 0) });
  }
}

function areasOf(name: string, body: readonly Statement[], { devices }: PointScope): number | undefined {
  const mmap = body.find((statement) => statement.kind === 'mmap' && statement.name === name);
  if (mmap?.kind !== 'mmap' || mmap.source.kind !== 'device') return undefined;
  const { device, region: wanted } = mmap.source;
  const region = devices.get(device)?.regions.find((one) => one.name === wanted);
  return region && countAreas(region);
}
