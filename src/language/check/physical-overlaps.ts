import { hex } from '../../machine/bytes.ts';
import type { DeviceNode } from '../ast.ts';
import type { CheckedRegion } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';

/** Reports BARs of one device that share physical memory. Named regions may: DMABUF ranges can alias. */
export function reportPhysicalOverlaps(
  node: DeviceNode,
  regions: readonly CheckedRegion[],
  report: Report,
): void {
  const bars = node.regions
    .filter(
      ({ bar, name }, index, all) =>
        bar !== undefined && all.findIndex((one) => one.name.text === name.text) === index,
    )
    .flatMap((region) => {
      const checked = regions.find(({ name }) => name === region.name.text);
      return checked ? checked.ranges.map((range) => ({ region, range })) : [];
    })
    .sort((a, b) => a.range.physBytes - b.range.physBytes);
  for (const [index, { region, range }] of bars.entries()) {
    const next = bars[index + 1];
    const end = range.physBytes + range.sizeBytes;
    if (!next || next.region === region || next.range.physBytes >= end) continue;
    const shared = {
      from: hex(next.range.physBytes),
      to: hex(Math.min(end, next.range.physBytes + next.range.sizeBytes)),
    };
    const [first, second] =
      region.span.start < next.region.span.start ? [region, next.region] : [next.region, region];
    report('PL4010', second.span, { a: first.name.text, b: second.name.text, ...shared }, [
      { message: `${first.name.text} is here`, span: first.span },
    ]);
  }
}
